import { html, nothing } from "lit";
import type { PropertyDeclarations, PropertyValues } from "lit";
import type { JsonObject, PartyView } from "@linli/contracts";
import type { RecordHandle } from "@linli/sdk";
import { defineElement } from "../lib/define-element.js";
import { LinliElement } from "../lib/linli-element.js";
import { localOf } from "../lib/local-of.js";
import { sayMoment } from "../lib/say-time.js";
import type { Words } from "../lib/words.js";
import { flowsOf } from "../ui/flows/flow-words.js";
import "./community-files.js";

/** One row of what hangs on a record. */
export interface ChildRow {
  readonly id: string;
  readonly input: JsonObject;
  readonly at?: string;
  readonly by?: PartyView;
}

/** What others have added to a record: comments, reports, entries, answers, the oldest first. */
export class CommunityTalk extends LinliElement {
  static override properties: PropertyDeclarations = {
    handle: { attribute: false },
    kind: {},
    name: { attribute: false },
    words: { attribute: false },
    row: { attribute: false },
    rows: { state: true },
    next: { state: true },
  };

  declare handle: RecordHandle | undefined;
  declare kind: string;
  /** What they are, in words. */
  declare name: string;
  declare words: Words | undefined;
  /** Says one of them; absent: its text and photos. */
  declare row: ((row: ChildRow) => unknown) | undefined;
  declare rows: readonly ChildRow[];
  declare next: string | undefined;
  #read = "";

  constructor() {
    super();
    this.rows = [];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { handle, kind } = this;
    const count = handle?.view.children[kind] ?? 0;
    const asked = `${handle?.id ?? ""} ${kind} ${count}`;
    if (handle === undefined || asked === this.#read) return;
    this.#read = asked;
    if (count === 0) this.rows = [];
    else void this.#load(handle, kind);
  }

  async #load(handle: RecordHandle, kind: string, after?: string): Promise<void> {
    const page = await handle.children(kind, after === undefined ? {} : { after }).catch(() => undefined);
    if (page === undefined) return;
    const items = page.items as unknown as readonly ChildRow[];
    this.rows = after === undefined ? items : [...this.rows, ...items];
    this.next = page.next;
  }

  protected override content(): unknown {
    const { rows, words, name, handle, kind, next } = this;
    if (rows.length === 0 || words === undefined) return nothing;
    const more = flowsOf(words.locale)?.say("showMore");
    return html`<section>
      <h3>${name}</h3>
      <ol class="talk">
        ${rows.map(
          (row) =>
            html`<li>
              <span class="note"
                >${row.by?.name ?? ""}
                ${row.at === undefined ? nothing : html`<time datetime=${row.at}>${sayMoment(localOf(row.at, undefined), words)}</time>`}</span
              >
              ${this.row?.(row) ?? this.#said(row)}
            </li>`,
        )}
      </ol>
      ${
        next === undefined || handle === undefined
          ? nothing
          : html`<button type="button" @click=${() => void this.#load(handle, kind, next)}>${more}</button>`
      }
    </section>`;
  }

  #said({ input }: ChildRow): unknown {
    const { text, photos, percent } = input;
    return html`${typeof text === "string" ? html`<p>${text}</p>` : nothing}
    ${typeof percent === "number" ? html`<p>${percent}%</p>` : nothing}
    ${Array.isArray(photos) ? html`<community-files .ids=${photos} .words=${this.words} .name=${""}></community-files>` : nothing}`;
  }
}

defineElement("community-talk", CommunityTalk);

declare global {
  interface HTMLElementTagNameMap {
    "community-talk": CommunityTalk;
  }
}
