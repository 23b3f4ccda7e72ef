import { localInstant, timeIn, type Fault, type Json, type Page, type ReadingView } from "@linli/contracts";
import { ProblemError, type Answer, type Caller, type Engine, type Kind } from "../engine.js";
import { noteTriggers } from "../protocol/note-triggers.js";
import { perform } from "../protocol/perform.js";
import { addEvent, type Plan } from "../protocol/plan.js";
import { followReading } from "../protocol/reading-follows.js";
import { readingsOf } from "../protocol/readings-of.js";
import { nowIn, streetAtHand } from "../protocol/street-at-hand.js";
import { worksAsThing } from "../protocol/thing-itself.js";
import { uuid7 } from "../protocol/uuid.js";
import type { ReadingRow } from "../store/readings.js";

/** What a thing, or somebody who reads it off, says that it measured. */
export interface ReadingInput {
  readonly name: string;
  readonly value: Json;
  /** An instant; absent: now. */
  readonly at?: string;
}

/** How far a thing's own clock may be ahead, in milliseconds. */
const ahead = 5 * 60_000;

/**
 * Takes in what a thing has measured, all or none: from the thing itself (a member with the role `device` whose id or unit is
 * the thing's, or whom the thing names), or from who works on it. What contracts say follows on it is carried out with it.
 * @throws not-found, not-permitted, invalid (what is wrong with which of them), key-reused, busy
 */
export async function takeReadings(
  engine: Engine,
  caller: Caller,
  input: {
    readonly street: string;
    readonly id: string;
    readonly readings: readonly ReadingInput[];
    readonly single?: true;
    readonly key?: string;
  },
): Promise<Answer<Page<ReadingView>>> {
  const { street, id, readings, key } = input;
  let measuring: string | undefined;
  const answer = await perform<Page<ReadingView>>(engine, {
    street,
    key: key === undefined ? undefined : { actor: caller.id, key, request: { do: "measured", id, readings } },
    decide: async (plan, begin) => {
      await begin({ people: [caller.id], resources: [id] });
      const row = plan.resources.get(id);
      const kind = row === undefined ? undefined : engine.kinds.get(row.kind);
      if (row === undefined || kind === undefined) throw new ProblemError("not-found");
      if (!worksAsThing(plan, plan.people.get(caller.id), { caller, row, kind }))
        throw new ProblemError("not-permitted");
      const faults = readings.flatMap((reading, i) =>
        faultsOf(plan, kind, reading, input.single === true ? "" : `/readings/${i}`),
      );
      if (faults.length > 0) throw new ProblemError("invalid", { faults });
      measuring = row.kind;
      const taken = readings.map((reading) => rowOf(plan, { kind, reading, resource: id, by: caller.id }));
      plan.changes.readings.push(...taken);
      addEvent(plan, {
        type: "resource.measured",
        record: null,
        payload: {
          resource: id,
          kind: row.kind,
          community: row.community,
          by: caller.id,
          as: ["device"],
          count: taken.length,
        },
      });
      for (const reading of taken.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)))
        await followReading(plan, { row: plan.resources.get(id) ?? row, reading });
      return {
        status: 201,
        body: { items: taken.map(({ id: reading, name, value, at }) => ({ id: reading, name, value, at })) },
      };
    },
  });
  const at = await streetAtHand(engine, street);
  if (measuring !== undefined) await noteTriggers(engine, at, measuring, nowIn(engine, at));
  return answer;
}

function faultsOf(plan: Plan, kind: Kind, { name, value, at }: ReadingInput, where: string): readonly Fault[] {
  const validate = Object.hasOwn(kind.readings, name) ? kind.readings[name] : undefined;
  if (validate === undefined) return [{ at: `${where}/name`, keyword: "enum" }];
  return [
    ...validate(value).map((fault) => ({ ...fault, at: `${where}/value${fault.at}` })),
    ...momentFaults(plan, kind, { name, at }, `${where}/at`),
  ];
}

/** What has not been measured yet, and what would be forgotten at once, is none. */
function momentFaults(
  { now, street }: Plan,
  kind: Kind,
  { name, at }: { readonly name: string; readonly at: string | undefined },
  where: string,
): readonly Fault[] {
  if (at === undefined) return [];
  const latest = localInstant(Date.parse(now) + ahead, street.zone);
  const earliest = timeIn(street.zone).shift(now, keepOf(kind, name), -1);
  if (Date.parse(at) > Date.parse(latest)) return [{ at: where, keyword: "maximum", limit: latest }];
  return Date.parse(at) < Date.parse(earliest) ? [{ at: where, keyword: "minimum", limit: earliest }] : [];
}

function keepOf(kind: Kind, name: string): string {
  return readingsOf(kind.kind)[name]?.keep ?? "P1D";
}

function rowOf(
  plan: Plan,
  {
    kind,
    reading,
    resource,
    by,
  }: { readonly kind: Kind; readonly reading: ReadingInput; readonly resource: string; readonly by: string },
): ReadingRow {
  const { name, value } = reading;
  const { zone } = plan.street;
  const at = reading.at === undefined ? plan.now : localInstant(reading.at, zone);
  const keep = timeIn(zone).shift(at, keepOf(kind, name), 1);
  return { id: uuid7(plan.engine, Date.parse(plan.now)), resource, name, at, value, by, keep };
}
