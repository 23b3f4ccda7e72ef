import type { Meta } from "@storybook/web-components-vite";
import { html } from "lit";
import { menu } from "./menu.js";

const meta: Meta = {
  title: "Elements/community-booking",
  component: "community-booking",
  id: "elements-community-booking",
  tags: ["autodocs"],
};
export default meta;

/** Everything that can be booked: a menu of what this street offers, then the flow. */
export const Menu = menu(() => html`<community-booking></community-booking>`);
