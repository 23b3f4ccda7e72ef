import { html, nothing } from "lit";
import { sayDay, sayMoment } from "../lib/say-time.js";
import { css } from "../sheets/standing.css.js";
import { addStyles } from "../sheets/sheets.js";
import { clocks } from "./clocks.js";
import { files } from "./files.js";
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

/** All stages in their order: done, being done, still to come. */
function stages({ view, screen, flow, local }: Standing): unknown {
  const all = screen.acts.stages;
  if (all.length === 0 || view.state === "draft") return nothing;
  const here = new Map((view.stages ?? []).map((one) => [one.id, one]));
  const advanced = (view.events ?? []).filter(({ action }) => action === "advance").length;
  const isDone = (id: string, i: number) => here.get(id)?.done ?? i < advanced;
  const now = all.findIndex(({ id }, i) => here.has(id) && !isDone(id, i));
  return html`<ol class="stages">
    ${all.map(({ id }, i) => {
      const done = isDone(id, i);
      const at = here.get(id)?.at;
      const said = done ? flow.say("stageDone") : i === now ? flow.say("stageNow") : flow.say("stageWaits");
      return html`<li class=${done ? "done" : i === now ? "now" : "later"} aria-current=${i === now ? "step" : nothing}>
        <b>${screen.words.label(`stages/${id}`, id)}</b>
        <span class="note">${said}${at === undefined ? "" : ` ${sayMoment(local(at), screen.words)}`}</span>
      </li>`;
    })}
  </ol>`;
}
