import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runJourney } from "../../cli/src/conform/run-journey.js";
import type { BackEnd } from "../../cli/src/conform/run-journey.js";
import { serveHub } from "../src/node.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { postgres } from "../src/postgres.js";
import { contracts, hubBundle, notRun } from "./set-up/runnable.js";
import { startPostgres } from "./set-up/postgres.js";

/** Scenarios that the hub can't run yet, for want of an effect: it shows them, and refuses to open one. */
const waiting: readonly string[] = [];

const journeys = contracts.flatMap((contract) =>
  contract.journeys.map((journey, i) => ({ contract, journey, name: `${contract.id} ${i + 1}: ${journey.title}` })),
);

/** A way to reach a hub, and to let go of it. */
interface Reached {
  readonly backEnd: BackEnd;
  readonly ningwei: Ningwei;
  readonly close: () => Promise<void>;
}

async function overHttp(ningwei: Ningwei): Promise<Reached> {
  const serving = await serveHub(ningwei.hub, { port: 0 });
  return {
    ningwei,
    backEnd: { fetch: (request) => fetch(request), baseUrl: serving.url, token: ningwei.development.token },
    close: async () => {
      await serving.close();
      await ningwei.close();
    },
  };
}

async function onPostgres(): Promise<Reached> {
  const server = await startPostgres();
  const reached = await overHttp(await openNingwei(await postgres({ url: await server.database() })));
  return { ...reached, close: () => reached.close().finally(server.stop) };
}

type Journeys = typeof journeys;
/** The first of each pattern. */
const oneEach = (all: Journeys): Journeys =>
  all.filter((one) => one === all.find(({ contract }) => contract.pattern === one.contract.pattern));

// In one process, on PGlite, all of them are walked by the test that folds their events.
const ways: readonly (readonly [string, () => Promise<Reached>, Journeys])[] = [
  ["over HTTP, on PGlite", async () => overHttp(await openNingwei()), oneEach(journeys)],
  ["over HTTP, on PostgreSQL", onPostgres, journeys],
];

describe.each(ways)("a journey %s", (_, reach, walked) => {
  let reached: Reached | undefined;
  beforeAll(async () => {
    reached = await reach();
  });
  afterAll(async () => {
    await reached?.close();
    expect(reached?.ningwei.errors).toEqual([]);
  });

  it.each(walked.map((one, i) => ({ ...one, street: `journey-${i + 1}` })))(
    "holds: $name",
    async ({ contract, journey, street }) => {
      const failures = await runJourney({ ...reached!.backEnd, bundle: hubBundle, contract, journey, street });
      expect(
        failures.map(({ step, expected, got }) => `step ${step}: ${expected}, not ${JSON.stringify(got)}`).join("\n"),
      ).toBe("");
    },
  );
});

describe("a scenario whose journeys are not run", () => {
  it("is one of those that wait for an effect, and no other", () => {
    expect([...notRun].sort()).toEqual([...waiting].sort());
  });
});
