import type { Meta, StoryObj } from "@storybook/web-components-vite";
import { html } from "lit";
import "@linli/widgets/map";
import { find, settle, until } from "../play/look.js";
import { sceneAt } from "../scenario/moment.js";
import { makeStory } from "../scenario/scene.js";

const meta: Meta = {
  title: "Elements/community-map",
  component: "community-map",
  id: "elements-community-map",
  tags: ["autodocs"],
};
export default meta;

const moment = { scenario: "sports.venues.court", journey: 0, step: 1, turn: 0 };

/** All courts of the street on its own plain drawing, and the same as a list. */
export const Courts: StoryObj = makeStory({
  turn: 0,
  scene: () => sceneAt(moment, { opened: true }),
  show: () => html`<community-map kind="court"></community-map>`,
  play: async ({ canvas, street }) => {
    await until("a drawn map", canvas, () => find(canvas, "canvas"));
    await until("the list beside it", canvas, () => find(canvas, ".map-list button"));
    await settle(canvas, street.underWay);
  },
});

/** A point is taken: by a tap, by the cross in the middle, with Enter. */
export const Picking: StoryObj = makeStory({
  turn: 1,
  scene: () => sceneAt(moment, { opened: true }),
  show: () => html`<community-map picks></community-map>`,
  play: async ({ canvas, street }) => {
    await until("a drawn map", canvas, () => find(canvas, "canvas"));
    await settle(canvas, street.underWay);
  },
});
