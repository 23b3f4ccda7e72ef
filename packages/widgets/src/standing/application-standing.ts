import { html, nothing } from "lit";
import { sayDay } from "../lib/say-time.js";
import { css } from "../sheets/standing.css.js";
import { addStyles } from "../sheets/sheets.js";
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

function certificate({ view, screen, flow, local }: Standing): unknown {
  if (view.certificate === undefined) return nothing;
  const { number, code, until } = view.certificate;
  return html`<div class="certificate">
    <p class="note">${screen.words.label("title")}</p>
    <dl>
      <div>
        <dt>${flow.say("certificateNumber")}</dt>
        <dd><b>${number}</b></dd>
      </div>
      <div>
        <dt>${flow.say("certificateCode")}</dt>
        <dd><b class="code-text">${code}</b></dd>
      </div>
    </dl>
    <p>
      ${until === undefined ? flow.say("validAlways") : flow.say("validUntil", { when: sayDay(local(until).slice(0, 10), screen.words) })}
    </p>
  </div>`;
}
