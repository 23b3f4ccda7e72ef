import type { Meta } from "@storybook/web-components-vite";
import { html } from "lit";
import { menu } from "../elements/menu.js";

const meta: Meta = { title: "Pages/Collections", id: "pages-collections", tags: ["!autodocs"] };
export default meta;

/** Several on one page, in one street. */
export const Together = menu(
  () =>
    html`<div style="display: grid; gap: 24px; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr))">
      <community-elderly-care></community-elderly-care>
      <community-childcare></community-childcare>
      <community-venue></community-venue>
    </div>`,
  4,
);
