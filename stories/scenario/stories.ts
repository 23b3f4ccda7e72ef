import type { StoryObj } from "@storybook/web-components-vite";
import { html } from "lit";
import { expect } from "storybook/test";
import { mergePatch } from "@linli/contracts";
import type { Json, JsonObject } from "@linli/contracts";
import { fillForm, formIn, submit } from "../play/fill-form.js";
import { find, settle, until } from "../play/look.js";
import { whatIsAsked } from "../play/what-is-asked.js";
import type { StoryStreet } from "../page/story-street.js";
import { formOf, sceneAt } from "./moment.js";
import type { Moment } from "./moment.js";
import { makeStory } from "./scene.js";
import type { Playing } from "./scene.js";

/** The empty form. */
export const form = (moment: Moment, mode?: "elder"): StoryObj =>
  makeStory({
    turn: moment.turn,
    scene: () => sceneAt(moment),
    show: formOf,
    play: async ({ canvas, street }) => {
      await formIn(canvas);
      await settle(canvas, street.underWay);
    },
    mode,
  });

/** The form, filled in as the contract's example is. */
export const filled = (moment: Moment): StoryObj =>
  makeStory({
    turn: moment.turn,
    scene: () => sceneAt(moment),
    show: formOf,
    play: async (playing) => {
      await fillFrom(playing, moment);
    },
  });

/** Sent with nothing in it: says what is missing, all together and at the fields. */
export const errors = (moment: Moment): StoryObj =>
  makeStory({
    turn: moment.turn,
    scene: () => sceneAt(moment),
    show: formOf,
    play: async ({ canvas, street }) => {
      const shown = await formIn(canvas);
      await settle(canvas, street.underWay);
      // What may be left out, or has been said already, is passed by.
      for (let screens = 0; screens < 12 && find(shown, ".summary") === undefined; screens++) {
        find(shown, "button.go")?.click();
        await settle(canvas, street.underWay);
      }
      const summary = await until("what is missing", canvas, () => find(shown, ".summary"));
      await expect(summary.querySelectorAll("a").length).toBeGreaterThan(0);
      await until(
        "the summary to have the focus",
        canvas,
        () => (summary.getRootNode() as ShadowRoot).activeElement === summary,
      );
      await settle(canvas, street.underWay);
    },
  });

/** Filled in and sent: the receipt. */
export const receipt = (moment: Moment): StoryObj =>
  makeStory({
    turn: moment.turn,
    scene: () => sceneAt(moment),
    show: formOf,
    play: async (playing) => {
      const { canvas, street } = playing;
      submit(await fillFrom(playing, moment));
      const state = await until("a receipt", canvas, () => find(canvas, "[data-state]"));
      await settle(canvas, street.underWay);
      const expected = street.journey.steps[moment.step]?.then?.state;
      if (expected !== undefined) await expect(state.dataset.state).toBe(expected);
    },
  });

/** Nothing can be had any more: all that could be chosen has been closed. */
export const closed = (moment: Moment): StoryObj =>
  makeStory({
    turn: moment.turn,
    scene: async () => {
      const scene = await sceneAt(moment);
      await closeAll(scene.street);
      return scene;
    },
    show: formOf,
    play: async ({ canvas, street }) => {
      const shown = await formIn(canvas);
      await settle(canvas, street.underWay);
      const choices = [
        ...shown.renderRoot.querySelectorAll<HTMLInputElement>(
          'input[name="?place"], input[name="?provider"], input[name="?time"]',
        ),
      ];
      await expect(choices.filter(({ disabled }) => !disabled)).toEqual([]);
    },
  });

/** The record as somebody sees it who can do most about it. */
export const staff = (moment: Moment): StoryObj =>
  makeStory({
    turn: moment.turn,
    scene: () => sceneAt(moment, { opened: true, who: mostAble }),
    show: ({ record = "" }) => html`<community-widget record=${record}></community-widget>`,
    play: async ({ canvas, street, person, record = "" }) => {
      await until("the record", canvas, () => find(canvas, "[data-state]"));
      await settle(canvas, street.underWay);
      const { value } = await street.calls.read(person, record);
      await expect(find(canvas, "[data-state]")?.dataset.state).toBe(value?.state);
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

/** Closes all things of the kind that the contract is about, as whoever runs the street would. */
async function closeAll({ contract, run, id }: StoryStreet): Promise<void> {
  const kind = (contract.uses?.find(({ period, time }) => period ?? time) ?? contract.uses?.[0])?.kind;
  const authorization = `Bearer ${await run.token("operator", { operator: true })}`;
  for (const path of contract.examples.resources ?? []) {
    if (!path.startsWith(`${kind}/`)) continue;
    const url = `${run.baseUrl}/v1/streets/${id}/resources/${path.slice(path.indexOf("/") + 1)}/actions/close`;
    const headers = { authorization, "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
    const response = await run.fetch(new Request(url, { method: "POST", headers, body: "{}" }));
    if (!response.ok) throw new Error(`${path} could not be closed: ${await response.text()}`);
  }
}

async function fillFrom({ canvas, street }: Playing, { step: index }: Moment): ReturnType<typeof formIn> {
  const step = street.journey.steps[index];
  const shown = await formIn(canvas);
  await settle(canvas, street.underWay);
  const example =
    street.contract.examples.valid.find(({ title }) => title === step?.with?.example)?.value ?? step?.with?.value ?? {};
  const value = (
    step?.with?.merge === undefined ? example : mergePatch(example as Json, step.with.merge)
  ) as JsonObject;
  await fillForm(shown, {
    value: whatIsAsked(shown.task?.schema ?? {}, value),
    subject: step?.for,
    consent: step?.consent,
  });
  return shown;
}
