import type { Contract, Journey } from "@linli/contracts";
import { hubCalls } from "../../packages/cli/src/conform/hub-calls.js";
import type { HubCalls } from "../../packages/cli/src/conform/hub-calls.js";
import { makeStreet } from "../../packages/cli/src/conform/make-street.js";
import type { JourneyRun } from "../../packages/cli/src/conform/run-journey.js";
import type { PageHub } from "./hub-in-page.js";
import { showProgress } from "./show-progress.js";

/** A street of a story's own, with the people and things of a journey. */
export interface StoryStreet {
  readonly id: string;
  readonly contract: Contract;
  readonly journey: Journey;
  /** What runs the journey in it. */
  readonly run: JourneyRun;
  readonly calls: HubCalls;
  /** How many requests are under way; event streams don't count. */
  readonly underWay: () => number;
}

const baseUrl = "https://hub.example";

let page: Promise<PageHub> | undefined;

/** The hub of this page. It is large, so that a story is on its way before the hub is. */
export function pageHub(): Promise<PageHub> {
  if (page === undefined) showProgress("Fetching the hub", 0.05);
  return (page ??= import("./hub-in-page.js").then(({ startHub }) => startHub(showProgress)));
}

/** A contract of this build. */
export async function contractOf(scenario: string): Promise<Contract> {
  const { bundle } = await pageHub();
  const found = bundle.contracts
    .map((one) => ("contract" in one ? one.contract : one))
    .find(({ id }) => id === scenario);
  if (found === undefined) throw new Error(`This build has no contract ${scenario}.`);
  return found;
}

/** Makes a street as the conformance kit makes one, on this page's hub. */
export async function makeStoryStreet(contract: Contract, journey: Journey): Promise<StoryStreet> {
  const { hub, development, bundle } = await pageHub();
  // A reload begins with a new hub; a name of its own keeps drafts of the last one away.
  const id = `s-${crypto.randomUUID().slice(0, 13)}`;
  let underWay = 0;
  const fetch = async (request: Request): Promise<Response> => {
    underWay++;
    try {
      return await hub.fetch(request);
    } finally {
      underWay--;
    }
  };
  const run: JourneyRun = { fetch, baseUrl, token: development.token, bundle, contract, journey, street: id };
  const calls = hubCalls(run, id);
  await makeStreet(calls, run);
  return { id, contract, journey, run, calls, underWay: () => underWay };
}
