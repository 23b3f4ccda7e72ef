import type { Meta } from "@storybook/web-components-vite";
import { html } from "lit";
import { menu } from "./menu.js";

const meta: Meta = {
  title: "Elements/community-venue",
  component: "community-venue",
  id: "elements-community-venue",
  tags: ["autodocs"],
};
export default meta;

/** Venues and rooms: a menu of what this street offers, then the flow. */
export const Menu = menu(() => html`<community-venue></community-venue>`);
