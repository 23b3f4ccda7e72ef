import { html, nothing } from "lit";
import type { PropertyDeclarations, PropertyValues } from "lit";
import type { RecordView } from "@linli/contracts";
import { defineElement } from "../../lib/define-element.js";
import { LinliElement } from "../../lib/linli-element.js";
import type { StreetContext } from "../../street/context.js";
import type { Words } from "../../lib/words.js";
import { ledgerWords } from "./ledger-words.js";
import { readAccount } from "./read-account.js";
import type { Account } from "./read-account.js";
import { sayAmount, saySigned } from "./say-amount.js";

/** What one entry moved, and what is in the account now. */
export class CommunityAmount extends LinliElement {
  static override properties: PropertyDeclarations = {
    view: { attribute: false },
    words: { attribute: false },
    unit: {},
    account: { state: true },
  };

  declare view: RecordView | undefined;
  declare words: Words | undefined;
  /** In which unit it is kept. */
  declare unit: string;
  declare account: Account | undefined;
  #read = "";

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { view, street } = this;
    const asked = `${view?.id ?? ""} ${view?.revision ?? ""}`;
    if (view === undefined || street === undefined || asked === this.#read) return;
    this.#read = asked;
    void this.#load(view, street);
  }

  async #load({ subject }: RecordView, { client, me }: StreetContext): Promise<void> {
    const reader = await me().catch(() => undefined);
    const others = reader?.behalf.map(({ id }) => id) ?? [];
    this.account = await readAccount(client, { unit: this.unit, owner: subject.id, me: reader?.id, others });
  }

  protected override content(): unknown {
    const { view, words, account } = this;
    if (view === undefined || words === undefined || account === undefined) return nothing;
    const say = ledgerWords(words.locale);
    const moved = account.lines.filter(({ record }) => record === view.id);
    const amount = moved.reduce((sum, line) => sum + line.amount, 0);
    return html`${moved.length === 0 ? nothing : html`<p class="big">${saySigned(amount, account.unit, say)}</p>`}
      <p>${say("balance")} <b>${sayAmount(account.balance, account.unit, say)}</b></p>`;
  }
}

defineElement("community-amount", CommunityAmount);

declare global {
  interface HTMLElementTagNameMap {
    "community-amount": CommunityAmount;
  }
}
