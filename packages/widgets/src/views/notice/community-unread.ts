import { html, nothing } from "lit";
import type { PropertyDeclarations, PropertyValues } from "lit";
import { at } from "@linli/contracts/json";
import type { RecordHandle } from "@linli/sdk";
import { defineElement } from "../../lib/define-element.js";
import { LinliElement } from "../../lib/linli-element.js";
import { peopleOf } from "../../lib/people-of.js";
import type { RecordScreen } from "../../record/load-record-screen.js";
import type { ChildRow } from "../../standing/community-talk.js";
import { noticeWords } from "./notice-words.js";

/** How many have confirmed a notice, and by name who of those that must has not. */
export class CommunityUnread extends LinliElement {
  static override properties: PropertyDeclarations = {
    handle: { attribute: false },
    screen: { attribute: false },
    silent: { state: true },
  };

  declare handle: RecordHandle | undefined;
  declare screen: RecordScreen | undefined;
  /** Names of those who have not; `undefined`: it is not known by name. */
  declare silent: readonly string[] | undefined;
  #read = "";

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { handle, screen } = this;
    const asked = `${handle?.id ?? ""} ${handle?.view.children.acknowledgements ?? 0}`;
    if (handle === undefined || screen === undefined || asked === this.#read) return;
    this.#read = asked;
    void this.#load(handle, screen);
  }

  async #load(handle: RecordHandle, { contract, street }: RecordScreen): Promise<void> {
    const { mustRead } = contract.settings;
    const must = typeof mustRead === "string" ? at(handle.view.record, mustRead) : undefined;
    if (!Array.isArray(must)) return;
    const rows: ChildRow[] = [];
    for (let after: string | undefined; ;) {
      const page = await handle.children("acknowledgements", after === undefined ? {} : { after });
      rows.push(...(page.items as unknown as readonly ChildRow[]));
      after = page.next;
      if (after === undefined) break;
    }
    const answered = new Set(rows.map(({ by }) => by?.id));
    const people = await peopleOf(street);
    this.silent = must
      .map(String)
      .filter((id) => !answered.has(id))
      .map((id) => people.find((one) => one.id === id)?.name ?? id);
  }

  protected override content(): unknown {
    const { handle, screen, silent } = this;
    if (handle === undefined || screen === undefined) return nothing;
    const { view } = handle;
    const { words, contract } = screen;
    const say = noticeWords(words.locale);
    const { mustRead } = contract.settings;
    const must = typeof mustRead === "string" ? at(view.record, mustRead) : undefined;
    const { acknowledgements = 0 } = view.children;
    const of = Array.isArray(must) ? must.length : view.roll;
    if (of === undefined) return nothing;
    const n = silent === undefined ? acknowledgements : of - silent.length;
    return html`<div class="bars">
        <div>
          <span>${say(Array.isArray(must) ? "read" : "readAll", { n, of })}</span>
          <meter min="0" max=${of} .value=${n} aria-hidden="true"></meter>
        </div>
      </div>
      ${
        silent === undefined
          ? nothing
          : silent.length === 0
            ? html`<p>${say("everybody")}</p>`
            : html`<p><b>${say("notYet")}</b> ${silent.join(words.ui.comma)}</p>`
      }`;
  }
}

defineElement("community-unread", CommunityUnread);

declare global {
  interface HTMLElementTagNameMap {
    "community-unread": CommunityUnread;
  }
}
