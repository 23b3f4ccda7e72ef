import type { Meta } from "@storybook/web-components-vite";
import { html } from "lit";
import { menu } from "./menu.js";

const meta: Meta = {
  title: "Elements/community-childcare",
  component: "community-childcare",
  id: "elements-community-childcare",
  tags: ["autodocs"],
};
export default meta;

/** Childcare: a menu of what this street offers, then the flow. */
export const Menu = menu(() => html`<community-childcare></community-childcare>`);
