import { html, nothing } from "lit";
import type { Standing } from "./standing.js";

/** Who has been given it; as long as that is nobody, that somebody is being looked for. */
export function whoComes({ view, flow, screen }: Standing, isOver: boolean): unknown {
  if (view.assignees.length === 0) return isOver ? nothing : html`<p class="who">${flow.say("nobodyYet")}</p>`;
  const names = view.assignees.map(({ id, name }) => name ?? id).join(screen.words.ui.comma);
  return html`<p class="who"><span>${flow.say("whoComes")}</span> <b>${names}</b></p>`;
}
