import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Bundle, Contract, Journey, JsonObject } from "@linli/contracts";
import { hubCalls } from "../../cli/src/conform/hub-calls.js";
import { makeStreet } from "../../cli/src/conform/make-street.js";
import { walkJourney } from "../../cli/src/conform/run-journey.js";
import type { JourneyRun } from "../../cli/src/conform/run-journey.js";
import { anonymous } from "../src/protocol/anonymity.js";
import { stateOf } from "../src/protocol/plan.js";
import { inStreet, many } from "../src/store/in-street.js";
import { readEventRows, lastEventNumber } from "../src/store/events.js";
import { listMemberRows } from "../src/store/members.js";
import type { PgliteDatabase } from "../src/pglite.js";
import { listResourceRows } from "../src/store/resources.js";
import type { ResourceRow, WholeRecord } from "../src/store/rows.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { freshPglite } from "./set-up/pglite.js";
import { replay } from "./set-up/replay.js";
import type { EventSaid, Happened } from "./set-up/replay.js";
import { contracts, hubBundle } from "./set-up/runnable.js";

const journeys = contracts.flatMap((contract) =>
  contract.journeys.map((journey, i) => ({ contract, journey, name: `${contract.id} ${i + 1}` })),
);

/** Contracts without an end to what is kept: journeys go on for years, and what was erased can't be folded. */
const keptForEver: Bundle = { ...hubBundle, contracts: contracts.map(({ retention: _, ...contract }) => contract) };

let database: PgliteDatabase;
let ningwei: Ningwei;
beforeAll(async () => {
  database = await freshPglite();
  ningwei = await openNingwei(database, keptForEver);
});
afterAll(async () => {
  await ningwei?.close();
  expect(ningwei?.errors).toEqual([]);
});

/** The resources of a street as they were after an event. */
interface Snapshot {
  readonly seq: number;
  readonly resources: readonly ResourceRow[];
}

function snapshotOf(street: string): Promise<Snapshot> {
  return inStreet(ningwei.hub.engine.database, street, async (query) => ({
    seq: await lastEventNumber(query, street),
    resources: await listResourceRows(query, street, { all: true, limit: 1000 }),
  }));
}

/** Runs a journey on the hub; gives the resources as they were before each of its steps. */
async function lived(street: string, contract: Contract, journey: Journey): Promise<readonly Snapshot[]> {
  const { hub, development } = ningwei;
  const run: JourneyRun = {
    fetch: hub.fetch,
    baseUrl: "http://hub.example",
    token: development.token,
    bundle: hubBundle,
    contract,
    journey,
    street,
  };
  await makeStreet(hubCalls(run, street), run);
  const snapshots = [await snapshotOf(street)];
  for await (const { failures } of walkJourney(run)) {
    expect(failures).toEqual([]);
    snapshots.push(await snapshotOf(street));
  }
  return snapshots;
}

describe("the events of a record, folded through the interpreter alone", () => {
  it.each(journeys.map((one, i) => ({ ...one, street: `replay-${i + 1}` })))(
    "give the record that the hub has stored: $name",
    async ({ contract, journey, street }) => {
      const snapshots = await lived(street, contract, journey);
      const { engine } = ningwei.hub;
      const { wholes, rows, people, secrets } = await inStreet(ningwei.hub.engine.database, street, async (query) => ({
        wholes: await many<WholeRecord>(
          query,
          "select hub.whole($1, r.id) as r from hub.record r where r.street = $1 order by r.id",
          [street],
        ),
        rows: await readEventRows(query, street, { after: 0, limit: 10_000 }),
        people: new Map((await listMemberRows(query, street, { limit: 1000 })).map((member) => [member.id, member])),
        secrets: await many<{ readonly record: string; readonly action: string; readonly input: JsonObject }>(
          query,
          "select jsonb_build_object('record', c.record, 'action', c.action, 'input', c.input) as r from hub.child c where c.street = $1 and c.author is null",
          [street],
        ),
      }));
      expect(wholes.length).toBeGreaterThan(0);
      for (const stored of wholes) {
        const { row } = stored;
        const machine = engine.scenarios.get(row.scenario)?.machine;
        if (machine === undefined) throw new Error(`This hub does not run ${row.scenario}.`);
        const events = rows
          .filter(({ record }) => record === row.id)
          .map(({ seq, type, body }): Happened => ({
            type,
            said: JSON.parse(body ?? "{}") as EventSaid,
            resources: snapshots.findLast((one) => one.seq < seq)?.resources ?? [],
          }));
        const zone = "Asia/Shanghai";
        const folded = replay(machine, events, {
          zone,
          people,
          stored,
          secrets: secrets.filter(({ record }) => record === row.id),
        });
        const { state, flags, data, derived, stages, subject, assignees, consents, entered, validUntil, period } =
          stateOf(stored, zone);
        expect({ scenario: row.scenario, ...folded }).toMatchObject({
          scenario: row.scenario,
          state,
          flags,
          stages,
          // Events never say whose anonymous answers are.
          subject: folded?.subject === anonymous ? anonymous : subject,
          assignees,
          consents,
          entered,
        });
        expect(folded?.data).toEqual(data);
        // What was computed from the facts of somebody of whom nothing is known any more can't be computed again.
        if (folded?.subject !== anonymous) expect(folded?.derived).toEqual(derived);
        expect([folded?.validUntil, folded?.period]).toEqual([validUntil, period]);
      }
    },
  );
});
