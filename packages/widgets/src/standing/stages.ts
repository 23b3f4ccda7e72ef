import { html, nothing } from "lit";
import { sayMoment } from "../lib/say-time.js";
import type { Standing } from "./standing.js";

/** All stages in their order: done, being done, still to come. */
export function stages({ view, screen, flow, local }: Standing): unknown {
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
