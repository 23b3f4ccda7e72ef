import { html, nothing } from "lit";
import { headline } from "../../board/headline.js";
import { css as boardCss } from "../../sheets/board.css.js";
import { css } from "../../sheets/standing.css.js";
import { addStyles } from "../../sheets/sheets.js";
import { clocks } from "../../standing/clocks.js";
import type { Standing } from "../../standing/standing.js";
import { deviceWords } from "./device-words.js";

addStyles(boardCss);
addStyles(css);

/** What matters is said above; all of it stays to be looked up. */
export const folds = true;

/** What a thing was told to do, and what came of it. */
export function standing(of: Standing): unknown {
  const { view, screen } = of;
  const { words } = screen;
  const say = deviceWords(words.locale);
  const reason = (view.events ?? []).filter(({ action }) => action === "fail").at(-1)?.input?.reason;
  const sentences: { readonly [state: string]: string | undefined } = {
    requested: say("waits"),
    sent: say("sent"),
    done: say("done"),
    failed: say("failed", { reason: typeof reason === "string" ? reason : "" }),
    "timed-out": say("silent"),
  };
  const waits = view.state === "requested" || view.state === "sent";
  return html`<section class="standing">
    <div>
      <h3 class="topic">${headline(view, screen)}</h3>
      <p class="note">${view.uses[0]?.name ?? ""}</p>
    </div>
    <p class="next" role="status">${sentences[view.state] ?? words.label(`states/${view.state}`)}</p>
    ${waits ? clocks(of) : nothing}
  </section>`;
}
