import type { Meta, StoryObj } from "@storybook/web-components-vite";
import { html } from "lit";
import { find, settle, until } from "../play/look.js";
import { sceneAt } from "../scenario/moment.js";
import { makeStory } from "../scenario/scene.js";

const meta: Meta = {
  title: "Elements/community-records",
  component: "community-records",
  id: "elements-community-records",
  tags: ["autodocs"],
};
export default meta;

const moment = { scenario: "sports.venues.court", journey: 0, step: 1, turn: 0 };

/** The reader's own. */
export const Mine: StoryObj = makeStory({
  turn: 0,
  scene: () => sceneAt(moment, { opened: true }),
  show: () => html`<community-records mine></community-records>`,
  play: async ({ canvas, street }) => {
    await until("a record", canvas, () => find(canvas, "[part~=row]"));
    await settle(canvas, street.underWay);
  },
});

/** Nothing yet: what could be here, and how it gets here. */
export const None: StoryObj = makeStory({
  turn: 0,
  scene: () => sceneAt(moment),
  show: () => html`<community-records mine></community-records>`,
  play: async ({ canvas, street }) => {
    await until("that there is none", canvas, () => find(canvas, ".empty"));
    await settle(canvas, street.underWay);
  },
});
