import { html, nothing } from "lit";
import { sayMoment } from "../../lib/say-time.js";
import { clocks } from "../../standing/clocks.js";
import "../../standing/community-talk.js";
import { files } from "../../standing/files.js";
import { shownInput } from "../../standing/shown-input.js";
import { stages } from "../../standing/stages.js";
import type { Standing } from "../../standing/standing.js";
import { whereAndWhom } from "../../standing/where-and-whom.js";
import { css as boardCss } from "../../sheets/board.css.js";
import { css } from "../../sheets/standing.css.js";
import { addStyles } from "../../sheets/sheets.js";
import { headline } from "../../board/headline.js";
import { dueOf } from "./due-of.js";
import { taskWords } from "./task-words.js";

addStyles(boardCss);
addStyles(css);

// Long before, a bar tells nothing that the date does not.
const soon = 24 * 3_600_000;
const ended = new Set(["accepted-result", "revoked"]);

/** What is done next, before all else. */
export const first = ["accept", "submit", "accept-result", "admit", "hand-down", "advance", "report"];

/** What was asked for is said above; all of it stays to be looked up. */
export const folds = true;

/** How a task stands: what, for whom, where, by when, who has it, what was done so far. */
export function standing(of: Standing): unknown {
  const { view, screen, local, handle } = of;
  const { words } = screen;
  const say = taskWords(words.locale);
  const due = dueOf(view);
  const isOver = ended.has(view.state);
  const isLate = view.flags.includes("overdue");
  const who = view.assignees.map(({ name, id }) => name ?? id).join(words.ui.comma);
  const note = [view.record.description, view.record.content, view.record.note].find((one) => typeof one === "string");
  return html`<section class="standing">
    <div>
      <p class="big">${view.subject.id === view.community ? "" : (view.subject.name ?? "")}</p>
      <p class="lead-in">${headline(view, screen)}</p>
      ${note === undefined ? nothing : html`<p>${note as string}</p>`}
    </div>
    ${
      isOver
        ? nothing
        : html`${
              due === undefined
                ? nothing
                : html`<p>${say(isLate ? "late" : "dueAt", { when: sayMoment(local(due), words) })}</p>`
            }
            ${clocks(of, soon)} ${whereAndWhom(of, say)}
            <p class="who">${who === "" ? say("byNobody") : say("by", { name: who })}</p>`
    }
    ${stages(of)} ${returned(of)} ${view.state === "in-progress" ? nothing : shownInput(of, "submit")}
    <community-talk .handle=${handle} kind="reports" .name=${say("reports")} .words=${words}></community-talk>
    ${files(of)}
  </section>`;
}

/** Why it came back stands where it cannot be overlooked. */
function returned({ view, screen }: Standing): unknown {
  if (view.state !== "returned") return nothing;
  const reason = (view.events ?? []).filter(({ action }) => action === "return").at(-1)?.input?.reason;
  return typeof reason !== "string"
    ? nothing
    : html`<div class="summary">
        <b>${taskWords(screen.words.locale)("returned")}</b>
        <p>${reason}</p>
      </div>`;
}
