import { html, nothing } from "lit";
import { headline } from "../../board/headline.js";
import { css as boardCss } from "../../sheets/board.css.js";
import { css } from "../../sheets/standing.css.js";
import { addStyles } from "../../sheets/sheets.js";
import { body } from "../../standing/body.js";
import { clocks } from "../../standing/clocks.js";
import "../../standing/community-talk.js";
import { files } from "../../standing/files.js";
import type { Standing } from "../../standing/standing.js";
import { way } from "../../standing/steps.js";
import { whereAndWhom } from "../../standing/where-and-whom.js";
import { exchangeWords } from "./exchange-words.js";
import { sayPrice } from "./say-price.js";

addStyles(boardCss);
addStyles(css);

const soon = 3 * 24 * 3_600_000;
const stateSteps = ["listed", "claimed", "handed-over", "closed"];

/** What is done next, before all else. */
export const first = ["claim", "approve", "hand-over", "confirm", "rate"];

/** What matters is said above; all of it stays to be looked up. */
export const folds = true;

/** What an offer is, where it stands on its way from one neighbour to the other, and whose turn it is. */
export function standing(of: Standing): unknown {
  const { view, screen, handle } = of;
  const { words } = screen;
  const say = exchangeWords(words.locale);
  const price = sayPrice(view, screen.contract, say);
  const at = stateSteps.indexOf(view.state);
  const hasHandOver = screen.contract.actions.includes("hand-over");
  const steps = [say("step1"), say("step2"), ...(hasHandOver ? [say("step3")] : []), say("step4")];
  const taker = view.assignees[0]?.name;
  const pickup = view.uses[0]?.name;
  return html`<section class="standing">
    <div>
      <h3 class="topic">${headline(view, screen)}</h3>
      ${price === "" ? nothing : html`<p class="big">${price}</p>`}
      ${view.opener.name === undefined ? nothing : html`<p class="note">${say("by", { name: view.opener.name })}</p>`}
    </div>
    ${files(of)} ${body(of)}
    <p class="next">${sentence(of)}</p>
    ${
      at < 0
        ? nothing
        : way(
            steps.map((name, i) => (i === 1 && taker !== undefined ? { name, note: taker } : { name })),
            view.state === "closed" ? steps.length : Math.min(at + 1, steps.length - 1),
          )
    }
    ${pickup === undefined ? nothing : html`<p><span class="note">${say("where")}</span><br /><b>${pickup}</b></p>`}
    ${view.assignees.length === 0 ? nothing : whereAndWhom(of, say)} ${clocks(of, soon)}
    <community-talk .handle=${handle} kind="comments" .name=${say("comments")} .words=${words}></community-talk>
  </section>`;
}

/** Whose turn it is, and what she does. */
function sentence({ view, screen }: Standing): string {
  const { words } = screen;
  const say = exchangeWords(words.locale);
  const may = (action: string) => view.actions.includes(action);
  const label = (action: string) => words.label(`actions/${action}`, action);
  const name = view.assignees[0]?.name ?? say("somebody");
  switch (view.state) {
    case "proposed":
      return say("proposed");
    case "listed":
      return may("claim") ? say("mayClaim") : say("listed");
    case "claimed":
      if (may("hand-over") || may("confirm"))
        return may("withdraw")
          ? say("claimedByOther", { name, action: label(may("hand-over") ? "hand-over" : "confirm") })
          : say("meet", { action: label(may("hand-over") ? "hand-over" : "confirm") });
      return may("release") ? say("claimedByYou") : say("claimed");
    case "handed-over":
      return may("confirm") ? say("handedYou", { action: label("confirm") }) : say("handedOther", { name });
    case "closed":
      return say("closed");
    default:
      return words.label(`states/${view.state}`, view.state);
  }
}
