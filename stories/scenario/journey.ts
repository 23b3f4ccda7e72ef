import type { StoryObj } from "@storybook/web-components-vite";
import { html } from "lit";
import { expect } from "storybook/test";
import type { Step } from "@linli/contracts";
import { walkJourney } from "../../packages/cli/src/conform/run-journey.js";
import type { Deed, Done } from "../../packages/cli/src/conform/run-journey.js";
import { contractOf, makeStoryStreet } from "../page/story-street.js";
import { actOnScreen, openOnScreen, showRecord } from "../play/act-on-screen.js";
import type { Stage } from "../play/act-on-screen.js";
import { find, until } from "../play/look.js";
import { makeStory } from "./scene.js";

/** A journey of a contract, and whose screen it is followed on. */
export interface Following {
  readonly scenario: string;
  readonly journey: number;
  readonly person: string;
  /** Counts stories. */
  readonly turn: number;
}

/** A journey, step by step: one person acts on the screen, all others through the hub, and the screen follows. */
export const journey = ({ scenario, journey: index, person, turn }: Following): StoryObj =>
  makeStory({
    turn,
    scene: async () => {
      const contract = await contractOf(scenario);
      const found = contract.journeys[index];
      if (found === undefined) throw new Error(`${scenario} has no journey ${index}.`);
      return { street: await makeStoryStreet(contract, found), person };
    },
    show: () => html``,
    play: async ({ canvas, street, step }) => {
      const stage: Stage = { canvas, street };
      const walk = walkJourney(street.run, (deed) => doOnScreen(stage, person, deed));
      for (const next of street.journey.steps) {
        await step(nameOf(next), async () => {
          const { value } = await walk.next();
          await expect(value?.failures).toEqual([]);
          if (value?.outcome.record !== undefined) await follow(stage, person, value.outcome.record);
        });
      }
    },
  });

/** What is refused, the form would not even send: that the hub refuses it is shown over HTTP. */
async function doOnScreen(stage: Stage, person: string, deed: Deed): Promise<Done | undefined> {
  if (deed.as !== person || deed.step.then?.problem !== undefined) return undefined;
  return deed.on === undefined ? openOnScreen(stage, deed) : actOnScreen(stage, deed);
}

/** What the person may see comes up on her screen by itself, whoever has done it. */
async function follow(stage: Stage, person: string, id: string): Promise<void> {
  const { value: now } = await stage.street.calls.read(person, id);
  if (now === undefined) return;
  const record = await showRecord(stage, id);
  const isShown = () =>
    record.handle?.view.revision === now.revision && find(record, "[data-state]")?.dataset.state === now.state;
  await until(`${now.state}, revision ${now.revision}`, stage.canvas, isShown);
}

function nameOf({ at, as, for: whom, do: act, then }: Step): string {
  const when = at?.slice(0, 16).replace("T", " ");
  const who = as === undefined ? undefined : `${as}${whom === undefined ? "" : ` for ${whom}`}: ${act ?? ""}`;
  const outcome = then?.problem ?? then?.state ?? then?.flag;
  return [when, who, outcome === undefined ? undefined : `→ ${outcome}`].filter((one) => one !== undefined).join(" ");
}
