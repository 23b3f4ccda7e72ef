import { html } from "lit";
import { expect } from "storybook/test";
import type { Json, JsonObject } from "@linli/contracts";
import { mergePatch } from "@linli/contracts";
import { fillForm, formIn, submit } from "../play/fill-form.js";
import { find, settle, textOf, until } from "../play/look.js";
import type { StoryStreet } from "../page/story-street.js";
import { formOf, makeStory } from "./scene.js";
import type { Moment, Playing, ScenarioStory } from "./scene.js";

/** The empty form. */
export const form = (moment: Moment, mode?: "elder"): ScenarioStory =>
  makeStory({
    moment,
    show: formOf,
    play: async ({ canvas, street }) => {
      await formIn(canvas);
      await settle(canvas, street.underWay);
    },
    ...(mode && { mode }),
  });

/** The form, filled in as the contract's example is. */
export const filled = (moment: Moment): ScenarioStory =>
  makeStory({
    moment,
    show: formOf,
    play: async (playing) => {
      await fillFrom(playing, moment);
    },
  });

/** Sent with nothing in it: says what is missing, all together and at the fields. */
export const errors = (moment: Moment): ScenarioStory =>
  makeStory({
    moment,
    show: formOf,
    play: async ({ canvas, street }) => {
      const shown = await formIn(canvas);
      await settle(canvas, street.underWay);
      find(shown, "button.go")?.click();
      const summary = await until("what is missing", canvas, () => find(shown, ".summary"));
      await expect(summary.querySelectorAll("a").length).toBeGreaterThan(0);
      await until("the summary to have the focus", canvas, () => (summary.getRootNode() as ShadowRoot).activeElement === summary);
    },
  });

/** Filled in and sent: the receipt. */
export const receipt = (moment: Moment): ScenarioStory =>
  makeStory({
    moment,
    show: formOf,
    play: async (playing) => {
      const { canvas, street } = playing;
      submit(await fillFrom(playing, moment));
      await until("a receipt", canvas, () => find(canvas, "community-record .state, [data-state]") ?? find(canvas, ".state"));
      await settle(canvas, street.underWay);
      const step = street.journey.steps[moment.step ?? 0];
      if (step?.then?.state !== undefined) await expect(find(canvas, "[data-state]")?.dataset.state).toBe(step.then.state);
    },
  });

/** The record as somebody sees it who can do most about it. */
export const staff = (moment: Moment): ScenarioStory =>
  makeStory({
    moment,
    opened: true,
    who: mostAble,
    show: ({ record }) => html`<community-widget record=${record ?? ""}></community-widget>`,
    play: async ({ canvas, street }) => {
      await until("the record", canvas, () => find(canvas, "[data-state]"));
      await settle(canvas, street.underWay);
      await expect(textOf(canvas)).not.toContain("undefined");
    },
  });

/** Who of the cast may do most about a record, those who opened it last. */
async function mostAble({ calls, journey }: StoryStreet, record = ""): Promise<string> {
  const able = await Promise.all(
    Object.keys(journey.cast).map(async (person) => {
      const { value } = await calls.read(person, record);
      const isOwn = value?.opener.id === person || value?.subject.id === person;
      return { person, actions: value === undefined ? -1 : value.actions.length - (isOwn ? 0.5 : 0) };
    }),
  );
  return able.sort((a, b) => b.actions - a.actions)[0]?.person ?? "";
}

async function fillFrom({ canvas, street }: Playing, { step: index = 0 }: Moment): ReturnType<typeof formIn> {
  const step = street.journey.steps[index];
  const shown = await formIn(canvas);
  await settle(canvas, street.underWay);
  const example = street.contract.examples.valid.find(({ title }) => title === step?.with?.example)?.value ?? step?.with?.value ?? {};
  const value = (step?.with?.merge === undefined ? example : mergePatch(example as Json, step.with.merge)) as JsonObject;
  await fillForm(shown, { value, subject: step?.for, consent: step?.consent });
  return shown;
}
