import { html, nothing } from "lit";
import { sayMoment } from "../../lib/say-time.js";
import { css as boardCss } from "../../sheets/board.css.js";
import { css } from "../../sheets/standing.css.js";
import { addStyles } from "../../sheets/sheets.js";
import { clocks } from "../../standing/clocks.js";
import type { Standing } from "../../standing/standing.js";
import { activityWords } from "./activity-words.js";

addStyles(boardCss);
addStyles(css);

const soon = 24 * 3_600_000;

/** What is done next, before all else. */
export const first = ["accept-offer", "check-in", "give-feedback"];

/** When and with how many, what to show at the door, how long an offered place waits. */
export function standing(of: Standing): unknown {
  const { view, screen, local } = of;
  const { words } = screen;
  const say = activityWords(words.locale);
  const [use] = view.uses;
  return html`<section class="standing">
    <div>
      <p class="big">${use?.name ?? ""}</p>
      ${
        view.period === undefined
          ? nothing
          : html`<p class="lead-in">${sayMoment(local(view.period.start), words, local(view.period.end))}</p>`
      }
      ${(use?.units ?? 1) > 1 ? html`<p>${say("people", { n: use?.units })}</p>` : nothing}
    </div>
    ${view.state === "enrolled" ? html`<p class="next">${say("show")}</p>` : nothing}
    ${view.state === "offered" ? clocks(of) : clocks(of, soon)}
  </section>`;
}
