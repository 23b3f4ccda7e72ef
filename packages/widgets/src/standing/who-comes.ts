import { html, nothing } from "lit";
import type { Standing } from "./standing.js";

/** Who has been given it; where somebody waits for that, that somebody is being looked for. */
export function whoComes({ view, flow, screen }: Standing, isAwaited: boolean): unknown {
  const mayGive = view.actions.some((action) => action === "dispatch" || action === "assign");
  if (view.assignees.length === 0)
    return isAwaited && !mayGive ? html`<p class="who">${flow.say("nobodyYet")}</p>` : nothing;
  const names = view.assignees.map(({ id, name }) => name ?? id).join(screen.words.ui.comma);
  return html`<p class="who"><span>${flow.say("whoComes")}</span> <b>${names}</b></p>`;
}
