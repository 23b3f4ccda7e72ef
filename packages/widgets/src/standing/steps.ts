import { html, nothing } from "lit";
import type { TemplateResult } from "lit";

/** A step on a way that all records of a pattern go. */
export interface WayStep {
  readonly name: string;
  /** Who did it, or when. */
  readonly note?: string;
}

/** A way in its steps: those done, the one that comes now, those after it. `now`: index of the one that comes. */
export function way(steps: readonly WayStep[], now: number): TemplateResult {
  return html`<ol class="stages">
    ${steps.map(
      ({ name, note = "" }, i) =>
        html`<li class=${i < now ? "done" : i === now ? "now" : "later"} aria-current=${i === now ? "step" : nothing}>
          <b>${name}</b> <span class="note">${note}</span>
        </li>`,
    )}
  </ol>`;
}
