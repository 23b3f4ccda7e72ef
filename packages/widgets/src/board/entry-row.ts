import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { RecordView } from "@linli/contracts";
import type { Words } from "../lib/words.js";
import type { Entry } from "./shelf.js";

/** A record in a list: what, how it stands, further facts, what presses. All of it is one button. */
export function entryRow(
  view: RecordView,
  entry: Entry,
  { words, open, act }: { readonly words: Words; readonly open: () => void; readonly act: (action: string) => void },
): TemplateResult {
  const { what, how = words.label(`states/${view.state}`, view.state), about = [], signs = [], more, quick } = entry;
  const said = about.filter((one) => one !== "");
  return html`<li class=${quick === undefined ? nothing : "has-quick"}>
    <button type="button" class="record-row entry" data-entry=${view.id} @click=${open}>
      <span class="line"><b class="what">${what}</b> <span class="how">${how}</span></span>
      <span class="line"
        >${said.length === 0 ? nothing : html`<span class="about">${said.join(" · ")}</span>`}
        <span class="signs">${signs.map(({ said, kind }) => html`<span class=${kind}>${said}</span>`)}</span></span
      >
      ${more ?? nothing}
    </button>
    ${
      quick === undefined
        ? nothing
        : html`<button
            type="button"
            class="quick"
            data-quick=${quick}
            aria-label="${words.label(`actions/${quick}`, quick)} ${what}"
            @click=${() => act(quick)}
          >
            ${words.label(`actions/${quick}`, quick)}
          </button>`
    }
  </li>`;
}

/** Arrow keys go from row to row. */
export function moveFocus(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const rows = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(".entry")];
  const next = rows[rows.indexOf(event.target as HTMLElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
