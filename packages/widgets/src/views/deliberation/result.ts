import { html, nothing } from "lit";
import type { TallyView } from "@linli/contracts";
import type { BallotRule } from "../../acting/options-of.js";
import type { deliberationWords } from "./deliberation-words.js";

/** What came of a vote: passed or not, who took part, each option in words and as a bar, and every ballot to count again. */
export function result(
  { counts, cast, roll, passed, ballots = [] }: TallyView,
  { options }: Pick<BallotRule, "options">,
  say: ReturnType<typeof deliberationWords>,
): unknown {
  const bar = (name: string, said: string, n: number, of: number) =>
    html`<div>
      <span>${name}</span> <b>${said}</b><meter min="0" max=${Math.max(of, 1)} .value=${n} aria-hidden="true"></meter>
    </div>`;
  return html`<section class="result">
    <p class="big">${say(passed ? "passed" : "failed")}</p>
    <div class="bars">
      ${bar(say("turnout", { n: cast, of: roll }), roll === 0 ? "" : `${Math.round((cast * 100) / roll)}%`, cast, roll)}
      ${options.map((option, i) => bar(option, say("votes", { n: counts[i] ?? 0 }), counts[i] ?? 0, cast))}
    </div>
    ${
      ballots.length === 0
        ? nothing
        : html`<details class="more-of">
            <summary>${say("recount")}</summary>
            <ol class="points">
              ${ballots.map(
                (ballot, i) =>
                  html`<li>
                    ${say("ballotNo", { n: i + 1 })} ${ballot.map((option) => options[option]).join(" · ")}
                  </li>`,
              )}
            </ol>
          </details>`
    }
  </section>`;
}
