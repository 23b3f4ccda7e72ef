import type { Meta } from "@storybook/web-components-vite";
import { html } from "lit";
import { expect } from "storybook/test";
import { makeSampleStreet } from "../page/sample-street.js";
import { find, findAll, settle, textOf, until } from "../play/look.js";
import { makeStory } from "../scenario/scene.js";

const meta: Meta = { title: "Pages/A street's home", id: "pages-home", tags: ["!autodocs"] };
export default meta;

/** All that the street offers. */
export const Everything = makeStory({
  turn: 0,
  scene: async () => ({ street: await makeSampleStreet(), person: "qian" }),
  show: () => html`<community-widget></community-widget>`,
  play: async ({ canvas, street }) => {
    await until("what the street offers", canvas, () => find(canvas, ".menu li"));
    await settle(canvas, street.underWay);
    await expect(findAll(canvas, ".menu li").length).toBeGreaterThan(5);
  },
});

/** Chosen from the menu, a scenario opens in its place, and there is a way back. */
export const Chosen = makeStory({
  turn: 1,
  scene: async () => ({ street: await makeSampleStreet(), person: "qian" }),
  show: () => html`<community-widget></community-widget>`,
  play: async ({ canvas, street }) => {
    const choice = await until("what the street offers", canvas, () => find(canvas, ".menu li button"));
    await settle(canvas, street.underWay);
    const name = choice.querySelector("b")?.textContent ?? "";
    choice.click();
    await until("the scenario", canvas, () => find(canvas, "h2")?.textContent === name);
    await settle(canvas, street.underWay);
    find(canvas, "button.back")?.click();
    await until("the menu again", canvas, () => find(canvas, ".menu li"));
    await settle(canvas, street.underWay);
  },
});

/** In elder mode: the few most used, then all. */
export const Elder = makeStory({
  turn: 2,
  mode: "elder",
  scene: async () => ({ street: await makeSampleStreet(), person: "xu" }),
  show: () => html`<community-widget></community-widget>`,
  play: async ({ canvas, street }) => {
    await until("what the street offers", canvas, () => find(canvas, ".menu li"));
    await settle(canvas, street.underWay);
    await expect(findAll(canvas, ".menu li").length).toBeLessThanOrEqual(3);
    await expect(textOf(canvas)).toContain("0571-82600110");
  },
});
