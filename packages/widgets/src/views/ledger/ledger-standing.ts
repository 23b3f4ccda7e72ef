import { html, nothing } from "lit";
import { headline } from "../../board/headline.js";
import { css as boardCss } from "../../sheets/board.css.js";
import { css } from "../../sheets/standing.css.js";
import { addStyles } from "../../sheets/sheets.js";
import { files } from "../../standing/files.js";
import type { Standing } from "../../standing/standing.js";
import "./community-amount.js";
import { ledgerWords } from "./ledger-words.js";

addStyles(boardCss);
addStyles(css);

/** What is done next, before all else. */
export const first = ["approve"];

/** What an entry did to whose account. */
export function standing(of: Standing): unknown {
  const { view, screen } = of;
  return html`<section class="standing">
    <p class="lead-in">${[view.subject.name, headline(view, screen)].filter(Boolean).join(" · ")}</p>
    <community-amount
      .unit=${String(screen.contract.settings.unit)}
      .view=${view}
      .words=${screen.words}
    ></community-amount>
    ${view.state === "pending" ? html`<p>${ledgerWords(screen.words.locale)("toDecide")}</p>` : nothing} ${files(of)}
  </section>`;
}
