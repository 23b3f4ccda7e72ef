import type { Meta, StoryObj } from "@storybook/web-components-vite";
import { html, nothing } from "lit";
import { screen } from "../page/screen.js";
import { makeSampleStreet } from "../page/sample-street.js";
import type { StoryStreet } from "../page/story-street.js";
import { find, settle, until } from "../play/look.js";
import { readingOf } from "../scenario/reading-of.js";

const meta: Meta = {
  title: "Elements/community-widget",
  component: "community-widget",
  id: "elements-community-widget",
  tags: ["autodocs"],
  argTypes: { mode: { table: { disable: true } }, scheme: { table: { disable: true } } },
  loaders: [async () => ({ street: await makeSampleStreet() })],
  render: ({ scenario, collection, record }, { loaded, globals }) =>
    screen(
      loaded["street"] as StoryStreet,
      "qian",
      readingOf(globals, 0),
      html`<community-widget
        scenario=${scenario ?? nothing}
        collection=${collection ?? nothing}
        record=${record ?? nothing}
      ></community-widget>`,
    ),
  play: async ({ canvasElement, loaded }) => {
    await until("something to read", canvasElement, () => find(canvasElement, "h2"));
    await settle(canvasElement, (loaded["street"] as StoryStreet).underWay);
  },
};
export default meta;

/** One scenario: its form, then the receipt. */
export const Scenario: StoryObj = { args: { scenario: "sports.venues.court" } };

/** A menu of several, then the one that was chosen. */
export const Collection: StoryObj = { args: { collection: "elderly-care" } };

/** A record that is not there, or not for this reader. */
export const Missing: StoryObj = {
  args: { record: "01930000-0000-7000-8000-000000000000" },
  play: async ({ canvasElement, loaded }) => {
    await until("what went wrong", canvasElement, () => find(canvasElement, "[role=alert]"));
    await settle(canvasElement, (loaded["street"] as StoryStreet).underWay);
  },
};
