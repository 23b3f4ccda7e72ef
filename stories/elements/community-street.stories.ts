import "@linli/widgets/define";
import type { Meta, StoryObj } from "@storybook/web-components-vite";
import { html } from "lit";
import { expect } from "storybook/test";
import { loadScenario } from "../page/load-scenario.js";
import { makeSampleStreet } from "../page/sample-street.js";
import type { StoryStreet } from "../page/story-street.js";
import { find, settle, until } from "../play/look.js";

const meta: Meta = {
  title: "Elements/community-street",
  component: "community-street",
  id: "elements-community-street",
  tags: ["autodocs"],
  argTypes: {
    locale: { control: "select", options: ["zh-CN", "en", "ko"] },
    mode: { control: "select", options: ["normal", "elder"] },
    scheme: { control: "select", options: ["light"] },
    accent: { control: "color", description: "Sets `--linli-accent`." },
  },
  args: { locale: "zh-CN", mode: "normal", scheme: "light" },
  loaders: [async () => ({ street: await makeSampleStreet() })],
  render: ({ locale, mode, scheme, accent }, { loaded }) => {
    const { id, run } = loaded["street"] as StoryStreet;
    const token = run.token("qian");
    return html`<community-street
      base-url=${run.baseUrl}
      street=${id}
      locale=${locale}
      mode=${mode}
      scheme=${scheme}
      style=${accent === undefined ? "" : `--linli-accent: ${accent}`}
      .fetch=${run.fetch}
      .token=${() => token}
      .contracts=${loadScenario}
      ><community-widget scenario="sports.venues.court"></community-widget
    ></community-street>`;
  },
  play: async ({ canvasElement, loaded }) => {
    await until("the form", canvasElement, () => find(canvasElement, "button.go"));
    await settle(canvasElement, (loaded["street"] as StoryStreet).underWay);
    await expect(find(canvasElement, "h2")?.textContent).toBeTruthy();
  },
};
export default meta;

/** A street of which a page says nothing but where it is. */
export const Plain: StoryObj = {};

/** In another language. */
export const English: StoryObj = { args: { locale: "en" } };

/** Large, plain, one question a screen. */
export const Elder: StoryObj = { args: { mode: "elder" } };

/** One accent a street: brick. */
export const Brick: StoryObj = { args: { accent: "#8a3b1f" } };

/** One accent a street: indigo. */
export const Indigo: StoryObj = { args: { accent: "#3a3f8f" } };
