import { html, nothing } from "lit";
import { headline } from "../../board/headline.js";
import { sayMoment } from "../../lib/say-time.js";
import { css as boardCss } from "../../sheets/board.css.js";
import { css } from "../../sheets/standing.css.js";
import { addStyles } from "../../sheets/sheets.js";
import { body } from "../../standing/body.js";
import { clocks } from "../../standing/clocks.js";
import "../../standing/community-talk.js";
import { files } from "../../standing/files.js";
import { stages } from "../../standing/stages.js";
import type { Standing } from "../../standing/standing.js";
import "./community-unread.js";
import { noticeWords } from "./notice-words.js";

addStyles(boardCss);
addStyles(css);

const soon = 3_600_000;
const office = ["publish", "correct", "archive"];

/** What is done next, before all else. */
export const first = ["acknowledge", "publish", "answer", "change"];

/** The notice itself is read above; all of it stays to be looked up. */
export const folds = true;

/** A notice, whole, in large letters; until when; for staff who has not confirmed it. */
export function standing(of: Standing): unknown {
  const { view, screen, handle, local } = of;
  const { words } = screen;
  const say = noticeWords(words.locale);
  const until = [view.record.validTo, view.record.until, view.record.validUntil].find((one) => typeof one === "string");
  const isOffice = view.actions.some((action) => office.includes(action));
  return html`<section class="standing notice">
    <h3 class="topic big">${headline(view, screen)}</h3>
    ${until === undefined ? nothing : html`<p class="lead-in">${say("validTo", { when: sayMoment(local(String(until)), words) })}</p>`}
    ${body(of)}
    ${
      view.uses.length === 0
        ? nothing
        : html`<div>
            <h3>${say("where")}</h3>
            <ul class="points lines">
              ${view.uses.map(({ name }) => html`<li>${name}</li>`)}
            </ul>
          </div>`
    }
    ${files(of)} ${of.spent.has("acknowledge") ? html`<p class="next">${say("seen")}</p>` : nothing}
    ${
      isOffice
        ? html`${view.state === "published" ? html`<community-unread .handle=${handle} .screen=${screen}></community-unread>` : nothing}
          ${stages(of)} ${clocks(of, soon)}`
        : nothing
    }
    <community-talk .handle=${handle} kind="answers" .name=${say("answers")} .words=${words}></community-talk>
  </section>`;
}
