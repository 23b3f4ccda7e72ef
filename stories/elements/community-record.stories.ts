import type { Meta, StoryObj } from "@storybook/web-components-vite";
import { html } from "lit";
import { find, settle, until } from "../play/look.js";
import { sceneAt } from "../scenario/moment.js";
import { makeStory } from "../scenario/scene.js";

const meta: Meta = {
  title: "Elements/community-record",
  component: "community-record",
  id: "elements-community-record",
  tags: ["autodocs"],
};
export default meta;

const moment = { scenario: "sports.venues.court", journey: 0, step: 1, turn: 0 };

/** How a booking stands, and what its holder may do about it. */
export const Holder: StoryObj = makeStory({
  turn: 0,
  scene: () => sceneAt(moment, { opened: true }),
  show: ({ record = "" }) => html`<community-record record-id=${record}></community-record>`,
  play: async ({ canvas, street }) => {
    await until("the record", canvas, () => find(canvas, "[data-state]"));
    await settle(canvas, street.underWay);
  },
});
