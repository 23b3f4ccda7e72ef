import { bundle } from "@linli/contracts/bundle";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runJourney } from "../../cli/src/conform/run-journey.js";
import type { BackEnd, FailedExpectation } from "../../cli/src/conform/run-journey.js";
import { serveHub } from "../src/node.js";
import { openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { freshPostgres } from "./set-up/postgres.js";

/**
 * Scenarios with an effect that the hub does not carry out yet, and so refuses (`effect-missing`). Their journeys are
 * run all the same: one that holds must leave this list, and one that stops holding may not enter it unseen.
 */
const waiting: readonly string[] = [];

const contracts = bundle.contracts.map((one) => ("contract" in one ? one.contract : one));
const journeys = contracts.flatMap((contract) => contract.journeys.map((journey, i) => ({ contract, journey, name: `${contract.id} ${i + 1}: ${journey.title}` })));

/** A way to reach a hub, and to let go of it. */
interface Reached {
  readonly backEnd: BackEnd;
  readonly ningwei: Ningwei;
  readonly close: () => Promise<void>;
}

function inProcess(ningwei: Ningwei): Reached {
  const { hub, development } = ningwei;
  return { ningwei, backEnd: { fetch: hub.fetch, baseUrl: "http://hub.example", token: development.token }, close: ningwei.close };
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

const ways: readonly (readonly [string, () => Promise<Reached>])[] = [
  ["in one process, on PGlite", async () => inProcess(await openNingwei())],
  ["over HTTP, on PGlite", async () => overHttp(await openNingwei())],
  ["over HTTP, on PostgreSQL", async () => overHttp(await openNingwei(await freshPostgres()))],
];

describe.each(ways)("a journey %s", (_, reach) => {
  let reached: Reached;
  beforeAll(async () => {
    reached = await reach();
  });
  afterAll(async () => {
    expect(reached.ningwei.errors).toEqual([]);
    await reached.close();
  });

  it.each(journeys.map((one, i) => ({ ...one, street: `journey-${i + 1}` })))("holds: $name", async ({ contract, journey, street }) => {
    const failures = await runJourney({ ...reached.backEnd, bundle, contract, journey, street });
    if (waiting.includes(contract.id)) expect(failures.some(isMissingEffect), "it holds now: take it off the list").toBe(true);
    else expect(failures).toEqual([]);
  });
});

describe("a list of what is not run yet", () => {
  it("names scenarios of this bundle only", () => {
    for (const id of waiting) expect(contracts.map((contract) => contract.id)).toContain(id);
  });
});

function isMissingEffect({ got }: FailedExpectation): boolean {
  return JSON.stringify(got ?? null).includes("effect-missing");
}
