import { html, nothing } from "lit";
import type { JsonObject } from "@linli/contracts";
import { ballotOf } from "../../acting/options-of.js";
import type { BallotRule } from "../../acting/options-of.js";
import { headline } from "../../board/headline.js";
import { nextClock } from "../../lib/say-clock.js";
import { sayMoment } from "../../lib/say-time.js";
import { css as boardCss } from "../../sheets/board.css.js";
import { css } from "../../sheets/standing.css.js";
import { addStyles } from "../../sheets/sheets.js";
import { clocks } from "../../standing/clocks.js";
import "../../standing/community-talk.js";
import { files } from "../../standing/files.js";
import { stages } from "../../standing/stages.js";
import type { Standing } from "../../standing/standing.js";
import { deliberationWords } from "./deliberation-words.js";
import { passes } from "./passes.js";
import { result } from "./result.js";

addStyles(boardCss);
addStyles(css);

/** What is done next, before all else. */
export const first = ["vote", "support", "accept", "advance", "open-vote", "agree", "carry-out", "comment"];

/** The matter itself is said above; all of it stays to be looked up. */
export const folds = true;

/** A matter and how it stands: its words, who supports it, the ballot, the result, what people say. */
export function standing(of: Standing): unknown {
  const { view, screen, handle } = of;
  const { words } = screen;
  const say = deliberationWords(words.locale);
  const title = headline(view, screen);
  const whole = [view.record.motion, view.record.description, view.record.text].find(
    (one) => typeof one === "string" && one !== title,
  );
  const ballot = ballotOf(screen.contract, view.record);
  return html`<section class="standing">
    <div>
      <h3 class="topic">${title}</h3>
      ${whole === undefined ? nothing : html`<p class="whole">${whole as string}</p>`}
    </div>
    ${view.tally === undefined || ballot === undefined ? nothing : result(view.tally, ballot, say)}
    ${view.state === "proposed" ? supporters(of) : nothing}
    ${view.state === "voting" && ballot !== undefined ? voting(of, ballot) : nothing}
    ${ballot === undefined || view.tally !== undefined ? nothing : passes(view, ballot, say)}
    ${view.state === "discussing" || view.state === "decided" ? html`${stages(of)} ${clocks(of)}` : nothing}
    ${files(of)}
    <community-talk .handle=${handle} kind="reports" .name=${say("progress")} .words=${words}></community-talk>
    <community-talk .handle=${handle} kind="comments" .name=${say("comments")} .words=${words}></community-talk>
  </section>`;
}

function supporters(of: Standing): unknown {
  const { view, screen } = of;
  const say = deliberationWords(screen.words.locale);
  const { supports = 0 } = view.children;
  const needed = (screen.contract.settings.support as JsonObject | undefined)?.atLeast;
  return html`<div class="bars">
      ${
        typeof needed === "number"
          ? html`<div>
              <span>${say("supports", { n: supports, of: needed })}</span>
              <meter min="0" max=${needed} .value=${supports} aria-hidden="true"></meter>
            </div>`
          : html`<p>${say("nSupports", { n: supports })}</p>`
      }
    </div>
    ${of.spent.has("support") ? html`<p>${say("supported")}</p>` : nothing} ${clocks(of)}`;
}

function voting(of: Standing, { secret }: BallotRule): unknown {
  const { view, screen, local } = of;
  const say = deliberationWords(screen.words.locale);
  const { ballots = 0 } = view.children;
  const due = nextClock(view.clocks)?.due;
  const mayVote = view.actions.includes("vote");
  return html`${due === undefined ? nothing : html`<p>${say("until", { when: sayMoment(local(due), screen.words) })}</p>`}
    ${clocks(of)}
    ${
      view.roll === undefined
        ? nothing
        : html`<div class="bars">
            <div>
              <span>${say("cast", { n: ballots, of: view.roll })}</span>
              <meter min="0" max=${view.roll} .value=${ballots} aria-hidden="true"></meter>
            </div>
          </div>`
    }
    <p>${of.spent.has("vote") ? say("voted") : mayVote ? say(secret ? "secret" : "open") : say("notOnRoll")}</p>`;
}
