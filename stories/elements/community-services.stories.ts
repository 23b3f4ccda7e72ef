import type { Meta, StoryObj } from "@storybook/web-components-vite";
import { html } from "lit";
import { menu } from "./menu.js";

const meta: Meta = {
  title: "Elements/community-services",
  component: "community-services",
  id: "elements-community-services",
  tags: ["autodocs"],
};
export default meta;

/** What people come for, and a box to find things by words. */
export const Needs: StoryObj = menu(() => html`<community-services></community-services>`);

/** The services for one need, by field. */
export const OneNeed: StoryObj = menu(() => html`<community-services need="leisure"></community-services>`, 1);
