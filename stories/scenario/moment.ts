import { html } from "lit";
import type { TemplateResult } from "lit";
import { walkJourney } from "../../packages/cli/src/conform/run-journey.js";
import { contractOf, makeStoryStreet } from "../page/story-street.js";
import type { StoryStreet } from "../page/story-street.js";
import type { Scene } from "./scene.js";

/** A moment of a contract's life: a journey, and the step that opens the record. */
export interface Moment {
  readonly scenario: string;
  readonly journey: number;
  /** Index of the step. */
  readonly step: number;
  /** Counts stories. */
  readonly turn: number;
}

/** How a street comes to a moment. */
export interface Coming {
  /** Takes the step, too, and not only those before it. */
  readonly opened?: boolean;
  /** Who looks; absent: who takes the step. */
  readonly who?: (street: StoryStreet, record: string | undefined) => Promise<string>;
}

/** Makes a street and takes it, over HTTP, to a moment of one of its contract's journeys. */
export async function sceneAt(
  { scenario, journey: index, step }: Moment,
  { opened = false, who }: Coming = {},
): Promise<Scene> {
  const contract = await contractOf(scenario);
  const journey = contract.journeys[index];
  const actor = journey?.steps[step]?.as;
  if (journey === undefined || actor === undefined)
    throw new Error(`${scenario} has no step ${step} in journey ${index} that somebody takes.`);
  const street = await makeStoryStreet(contract, journey);
  const record = await walkTo(street, step + (opened ? 1 : 0));
  const when = journey.steps[step]?.at;
  if (!opened && when !== undefined) await street.calls.moveClock(when);
  return { street, person: (await who?.(street, record)) ?? actor, record };
}

/** The form of the scenario. */
export const formOf = ({ street }: Scene): TemplateResult =>
  html`<community-widget scenario=${street.contract.id}></community-widget>`;

/** Takes the first steps; gives the record that the last of them is about. */
async function walkTo(street: StoryStreet, steps: number): Promise<string | undefined> {
  const walk = walkJourney(street.run);
  let record: string | undefined;
  for (let i = 1; i <= steps; i++) {
    const { value } = await walk.next();
    if (value === undefined) throw new Error(`The journey has no ${steps} steps.`);
    if (value.failures.length > 0) throw new Error(`Step ${i} does not hold: ${JSON.stringify(value.failures)}`);
    record = value.outcome.record;
  }
  return record;
}
