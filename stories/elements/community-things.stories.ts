import type { Meta, StoryObj } from "@storybook/web-components-vite";
import { html } from "lit";
import "@linli/widgets/things";
import { find, settle, until } from "../play/look.js";
import { sceneAt } from "../scenario/moment.js";
import { makeStory } from "../scenario/scene.js";

const meta: Meta = {
  title: "Elements/community-things",
  component: "community-things",
  id: "elements-community-things",
  tags: ["autodocs"],
};
export default meta;

const moment = { scenario: "sports.venues.court", journey: 0, step: 1, turn: 0 };

/** Courts, for who looks after them; for a resident, how somebody comes to look after something. */
export const Courts: StoryObj = makeStory({
  turn: 0,
  scene: () => sceneAt(moment, { opened: true }),
  show: () => html`<community-things kind="court"></community-things>`,
  play: async ({ canvas, street }) => {
    await until("what can be added", canvas, () => find(canvas, "[data-add]"));
    await settle(canvas, street.underWay);
  },
});
