import type { Meta } from "@storybook/web-components-vite";
import { html } from "lit";
import { menu } from "./menu.js";

const meta: Meta = {
  title: "Elements/community-elderly-care",
  component: "community-elderly-care",
  id: "elements-community-elderly-care",
  tags: ["autodocs"],
};
export default meta;

/** Care for the elderly: a menu of what this street offers, then the flow. */
export const Menu = menu(() => html`<community-elderly-care></community-elderly-care>`);
