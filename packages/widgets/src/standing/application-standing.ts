import { html, nothing } from "lit";
import { css } from "../sheets/standing.css.js";
import { addStyles } from "../sheets/sheets.js";
import { certificate } from "./certificate.js";
import { clocks } from "./clocks.js";
import { files } from "./files.js";
import { stages } from "./stages.js";
import type { Standing } from "./standing.js";

addStyles(css);

const over = new Set(["rejected", "withdrawn", "revoked", "ended", "expired"]);

/** How an application stands: which stages are done, by when there is an answer, the certificate once there is one. */
export function standing(of: Standing): unknown {
  const isOver = over.has(of.view.state);
  return html`<section class="standing">
    ${certificate(of)} ${isOver ? nothing : html`${stages(of)} ${clocks(of)}`} ${files(of)}
  </section>`;
}
