import { bundle } from "@linli/contracts/bundle";
import type { Contract } from "@linli/contracts";
import { hubCalls } from "../../../cli/src/conform/hub-calls.js";
import { makeStreet } from "../../../cli/src/conform/make-street.js";
import { walkJourney } from "../../../cli/src/conform/run-journey.js";
import { startHubWithPages } from "./hub-with-pages.js";
import type { Ningwei } from "./ningwei.js";

/** A moment of a contract's life: one of its journeys, and how many of its steps have been taken. */
export interface Moment {
  readonly scenario: string;
  readonly journey?: number;
  readonly steps: number;
}

/** A street as it is at a moment, with the people of the journey. */
export interface Scene extends Pick<Ningwei, "url" | "token" | "ask"> {
  readonly street: string;
  /** The record that the last step was about. */
  readonly record: string;
  readonly moveClock: (now: string) => Promise<void>;
}

/** A hub on which streets are made, one for each moment. */
export interface Scenes {
  readonly at: (moment: Moment) => Promise<Scene>;
  readonly close: () => Promise<void>;
}

/** Starts a hub in memory, with pages that show widgets under the strict policy. */
export async function openScenes(): Promise<Scenes> {
  const { url, development, token, ask: askHub, close } = await startHubWithPages();
  let made = 0;
  const at = async ({ scenario, journey: index = 0, steps }: Moment): Promise<Scene> => {
    const contract = contractOf(scenario);
    const journey = contract.journeys[index];
    if (journey === undefined) throw new Error(`${scenario} has no journey ${index}.`);
    const street = `scene-${(made += 1)}`;
    const run = {
      fetch: (request: Request) => fetch(request),
      baseUrl: url,
      token: development.token,
      bundle,
      contract,
      journey,
      street,
    };
    await makeStreet(hubCalls(run, street), run);
    const walk = walkJourney(run);
    let record = "";
    for (let i = 0; i < steps; i++) {
      const { value } = await walk.next();
      if (value === undefined || value.failures.length > 0)
        throw new Error(`Step ${i + 1}: ${JSON.stringify(value?.failures)}`);
      record = value.outcome.record ?? record;
    }
    const ask: Scene["ask"] = (person, what, body) => askHub(person, what.replace(" ", ` /v1/streets/${street}`), body);
    return {
      url,
      token,
      ask,
      street,
      record,
      moveClock: async (now) => void (await ask("operator", "PUT /clock", { now })),
    };
  };
  return { at, close };
}

function contractOf(scenario: string): Contract {
  const found = bundle.contracts
    .map((one) => ("contract" in one ? one.contract : one))
    .find(({ id }) => id === scenario);
  if (found === undefined) throw new Error(`There is no contract ${scenario}.`);
  return found;
}
