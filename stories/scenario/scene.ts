import type { StoryContext, StoryObj } from "@storybook/web-components-vite";
import { html } from "lit";
import type { TemplateResult } from "lit";
import { walkJourney } from "../../packages/cli/src/conform/run-journey.js";
import { screen } from "../page/screen.js";
import { makeStoryStreet } from "../page/story-street.js";
import type { StoryStreet } from "../page/story-street.js";
import { readingOf } from "./reading-of.js";

/** A moment of a contract's life: a journey, and the step before which (or after which) it stands. */
export interface Moment {
  readonly scenario: string;
  readonly journey: number;
  /** Index of the step that opens the record; absent: the journey's beginning. */
  readonly step?: number;
  /** Counts stories. */
  readonly turn: number;
}

/** What a story has before it is shown. */
export interface Scene {
  readonly street: StoryStreet;
  /** Who looks at the screen. */
  readonly person: string;
  /** The record that it is about, if there is one. */
  readonly record?: string | undefined;
}

/** A story of a contract. */
export type ScenarioStory = StoryObj;

/** What a story's play step gets to work with. */
export interface Playing extends Scene {
  readonly canvas: HTMLElement;
  readonly step: StoryContext["step"];
}

/** How a story is made. */
export interface Making {
  readonly moment: Moment;
  /** Takes the step, too, and not only those before it. */
  readonly opened?: boolean;
  /** Who looks; absent: who takes the step. */
  readonly who?: (street: StoryStreet, record: string | undefined) => Promise<string>;
  /** What stands inside the street. */
  readonly show: (scene: Scene) => TemplateResult;
  readonly play: (playing: Playing) => Promise<void>;
  readonly mode?: "elder";
}

/** Makes a story: its own street, the journey up to its moment, a screen, and what is done there. */
export function makeStory({ moment, opened = false, who, show, play, mode }: Making): ScenarioStory {
  return {
    loaders: [
      async (): Promise<Scene> => {
        const street = await makeStoryStreet(moment.scenario, moment.journey);
        const record = await walkTo(street, (moment.step ?? 0) + (opened ? 1 : 0));
        const actor = street.journey.steps[moment.step ?? 0]?.as ?? Object.keys(street.journey.cast)[0] ?? "";
        return { street, person: (await who?.(street, record)) ?? actor, record };
      },
    ],
    render: (_, { loaded, globals }) => {
      const scene = loaded as unknown as Scene;
      const reading = readingOf(globals, moment.turn);
      return screen(scene.street, scene.person, mode === undefined ? reading : { ...reading, mode }, show(scene));
    },
    play: async ({ canvasElement, loaded, step }) => play({ ...(loaded as unknown as Scene), canvas: canvasElement, step }),
  };
}

/** The form of the scenario. */
export const formOf = ({ street }: Scene): TemplateResult => html`<community-widget scenario=${street.contract.id}></community-widget>`;

/** Takes the first steps of a street's journey over HTTP; gives the record that the last of them is about. */
async function walkTo(street: StoryStreet, steps: number): Promise<string | undefined> {
  if (steps === 0) return undefined;
  const walk = walkJourney(street.run);
  for (let i = 1; ; i++) {
    const { value } = await walk.next();
    if (value === undefined) throw new Error(`The journey has no ${steps} steps.`);
    if (value.failures.length > 0) throw new Error(`Step ${i} does not hold: ${JSON.stringify(value.failures)}`);
    if (i === steps) return value.outcome.record;
  }
}
