import { html } from "lit";
import { css } from "../sheets/standing.css.js";
import { addStyles } from "../sheets/sheets.js";
import "./community-files.js";
import { clocks } from "./clocks.js";
import type { Standing } from "./standing.js";
import { whoComes } from "./who-comes.js";

addStyles(css);

// Long before, an order's clocks are the kitchen's worry, not its guest's.
const soon = 2 * 3_600_000;
const over = new Set(["done", "cancelled", "refused"]);

/** How an order stands: who brings it, by when. */
export function standing(of: Standing): unknown {
  if (over.has(of.view.state)) return "";
  return html`<section class="standing">${whoComes(of, of.view.state === "requested")} ${clocks(of, soon)}</section>`;
}
