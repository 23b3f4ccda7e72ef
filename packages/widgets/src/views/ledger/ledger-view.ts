import { html, nothing } from "lit";
import type { PropertyDeclarations, PropertyValues } from "lit";
import type { JsonObject, RecordView } from "@linli/contracts";
import type { MemberView } from "@linli/sdk";
import { BoardView } from "../../board/board-view.js";
import type { Board } from "../../board/board-view.js";
import { forWhom, headline } from "../../board/headline.js";
import type { Entry, Shelf } from "../../board/shelf.js";
import { deriveOpen } from "../../flow/check-open.js";
import type { Screen } from "../../flow/screen.js";
import { whoWords } from "../../flow/who-words.js";
import { peopleOf, sought } from "../../lib/people-of.js";
import { sayDay } from "../../lib/say-time.js";
import { css } from "../../sheets/ledger.css.js";
import { addStyles } from "../../sheets/sheets.js";
import { changeOf } from "./change-of.js";
import { ledgerWords } from "./ledger-words.js";
import { readAccount } from "./read-account.js";
import type { Account, AccountLine } from "./read-account.js";
import { sayAmount, saySigned } from "./say-amount.js";

addStyles(css);

const page = 20;

/**
 * An account as whoever owns it sees it: what is in it, every entry with what was left after it and what it was for; and
 * before something is spent, what will be left.
 *
 * @fires {CustomEvent<undefined>} refresh - What can be had has changed, it should be loaded again; does not bubble.
 */
export class LedgerView extends BoardView {
  static override properties: PropertyDeclarations = {
    whose: { state: true },
    account: { state: true },
    spender: { state: true },
    titles: { state: true },
    people: { state: true },
    typed: { state: true },
    most: { state: true },
  };

  /** Whose account is looked at: an id; `undefined`: the reader's own. */
  declare whose: string | undefined;
  declare account: Account | undefined;
  /** The account of whom the form is filled in for. */
  declare spender: Account | undefined;
  /** What entries were for, by their records. */
  declare titles: ReadonlyMap<string, string>;
  /** Whom somebody at a desk can find. */
  declare people: readonly MemberView[];
  /** What is sought among them. */
  declare typed: string;
  /** How many entries are shown. */
  declare most: number;
  #spends: string | undefined;

  constructor() {
    super();
    this.titles = new Map();
    this.people = [];
    this.typed = "";
    this.most = page;
  }

  protected override shelves({ screen }: Board): readonly Shelf[] {
    const say = ledgerWords(screen.words.locale);
    return [{ id: "pending", name: say("pending"), query: { state: "pending" }, empty: say("nonePending"), shy: true }];
  }

  protected override entry(view: RecordView, { screen, me }: Board): Entry {
    const say = ledgerWords(screen.words.locale);
    const change = changeOf(screen.contract, view.record, view.derived);
    return {
      what: [forWhom(view, me?.id), headline(view, screen)].filter((one) => one !== "").join(" · "),
      about: [sayDay(view.opened.slice(0, 10), screen.words)],
      signs: change ? [{ said: saySigned(change, String(screen.contract.settings.unit), say), kind: "left" }] : [],
    };
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.board !== undefined && this.subject !== this.#spends) void this.#readSpender(this.board);
  }

  protected override async reload(): Promise<void> {
    const { board } = this;
    if (board === undefined) return;
    await Promise.all([super.reload(), this.#readStatement(board), this.#readPeople(board)]);
  }

  async #readPeople({ me, screen }: Board): Promise<void> {
    if (me?.roles.some((role) => role !== "resident")) this.people = await peopleOf(screen.street);
  }

  async #readStatement(board: Board): Promise<void> {
    const whose = this.whose;
    const account = await this.#read(board, whose);
    if (this.whose !== whose) return;
    this.account = account;
    await this.#readTitles(board, account?.lines ?? []);
  }

  #read({ me, screen }: Board, owner: string | undefined): Promise<Account | undefined> {
    const { contract, street } = screen;
    const others = me?.behalf.map(({ id }) => id) ?? [];
    return readAccount(street.client, { unit: String(contract.settings.unit), owner, me: me?.id, others });
  }

  /** What an entry was for: what its record is about, or the scenario that moved it. */
  async #readTitles({ screen }: Board, lines: readonly AccountLine[]): Promise<void> {
    const { street, contract } = screen;
    const own = lines.some(({ scenario }) => scenario === contract.id)
      ? await street.client.recordPage({ scenario: contract.id, limit: 200 }).catch(() => ({ items: [] }))
      : { items: [] };
    const titles = new Map(this.titles);
    for (const view of own.items)
      titles.set(view.id, [headline(view, screen), view.uses[0]?.name].filter(Boolean).join(" · "));
    for (const { record, scenario } of lines) {
      if (record === undefined || scenario === undefined || titles.has(record)) continue;
      const labels = await street.form(scenario).then(
        (part) => part.labels,
        () => undefined,
      );
      titles.set(record, labels?.title ?? "");
    }
    this.titles = titles;
  }

  async #readSpender(board: Board): Promise<void> {
    this.#spends = this.subject;
    this.spender = await this.#read(board, this.subject === "" ? undefined : this.subject);
  }

  protected override head(board: Board): unknown {
    const say = ledgerWords(board.screen.words.locale);
    const isShown = this.account !== undefined && (this.isResident || this.whose !== undefined);
    return html`${this.#people(board)} ${isShown && this.account ? this.#account(this.account, board, say) : nothing}`;
  }

  /** Those for whom the reader may act have accounts, too; whoever answers for them finds anybody's. */
  #people({ me, screen }: Board): unknown {
    const { behalf = [] } = screen.contract.people;
    const others = me?.behalf.filter(({ relation }) => behalf.includes(relation)) ?? [];
    const found = sought(this.people, this.typed);
    const shown = [...others, ...found.filter(({ id }) => others.every((one) => one.id !== id))];
    if (shown.length === 0 && this.people.length === 0) return nothing;
    return html`<fieldset>
      <legend>${ledgerWords(screen.words.locale)("ofWhom")}</legend>
      ${this.people.length === 0 ? nothing : this.#search()}
      <div class="picks">
        ${this.isResident ? this.#pick(undefined, whoWords(screen.words.locale)("me")) : nothing}
        ${shown.map(({ id, name }) => this.#pick(id, name ?? id))}
      </div>
    </fieldset>`;
  }

  #search(): unknown {
    const { flow } = this.board ?? {};
    const typed = (event: Event) => (this.typed = (event.target as HTMLInputElement).value.trim());
    return html`<input
      type="search"
      name="?sought"
      autocomplete="off"
      aria-label=${flow?.say("search") ?? ""}
      placeholder=${flow?.say("search") ?? ""}
      @input=${typed}
    />`;
  }

  #pick(id: string | undefined, name: string): unknown {
    const choose = () => {
      this.whose = id;
      if (this.board !== undefined) void this.#readStatement(this.board);
    };
    return html`<label class="pick"
      ><input type="radio" name="?whose" .checked=${this.whose === id} @change=${choose} /><span>${name}</span></label
    >`;
  }

  /** Whoever only works here has no account to be shown. */
  private get isResident(): boolean {
    return this.me?.roles.includes("resident") === true;
  }

  #account({ unit, balance, lines }: Account, board: Board, say: ReturnType<typeof ledgerWords>): unknown {
    const shown = lines.slice(0, this.most);
    const more = () => (this.most += page);
    return html`<section class="account">
      <p class="now" role="status"><span>${say("balance")}</span> <b>${sayAmount(balance, unit, say)}</b></p>
      <h3>${say("lines")}</h3>
      ${
        lines.length === 0
          ? html`<p class="empty">${say("noLines")}</p>`
          : html`<ul class="rows">
              ${shown.map((line) => this.#line(line, unit, board))}
            </ul>`
      }
      ${shown.length === lines.length ? nothing : html`<button type="button" @click=${more}>${say("earlier")}</button>`}
    </section>`;
  }

  #line({ amount, balance, day, record }: AccountLine, unit: string, { screen }: Board): unknown {
    const say = ledgerWords(screen.words.locale);
    const content = html`<span class="line"
        ><b class="what">${this.titles.get(record ?? "") ?? ""}</b>
        <b class=${amount < 0 ? "amount out" : "amount"}>${saySigned(amount, unit, say)}</b></span
      >
      <span class="line"
        ><span class="about">${sayDay(day, screen.words)}</span>
        <span class="signs">${say("after", { n: sayAmount(balance, unit, say) })}</span></span
      >`;
    return html`<li>
      ${
        record === undefined
          ? html`<div class="record-row entry">${content}</div>`
          : html`<button
              type="button"
              class="record-row entry"
              data-entry=${record}
              @click=${() => void this.go(record)}
            >
              ${content}
            </button>`
      }
    </li>`;
  }

  /** What will be left changes with all that is filled in. */
  override keep(): void {
    super.keep();
    this.requestUpdate();
  }

  /** Before it is sent: what is paid, and what will be left. */
  protected override footer(screen: Screen): unknown {
    const say = ledgerWords(screen.words.locale);
    const derived = deriveOpen({ contract: screen.contract, value: this.value, free: this.free });
    const change = changeOf(screen.contract, this.value as JsonObject, derived);
    const { spender } = this;
    if (change === undefined || change === 0) return nothing;
    const unit = String(screen.contract.settings.unit);
    const row = (name: string, amount: number) =>
      html`<p class="price"><span>${name}</span> <b>${sayAmount(amount, unit, say)}</b></p>`;
    const after = spender && spender.balance + change;
    const isPriced = Object.values(derived).some((one) => typeof one === "number" && one > 0);
    return html`${isPriced ? super.footer(screen) : nothing}
    ${row(say(change < 0 ? "spends" : "adds"), Math.abs(change))}
    ${
      after === undefined
        ? nothing
        : after < 0
          ? html`<p class="fault">${say("short", { n: sayAmount(-after, unit, say) })}</p>`
          : row(say(change < 0 ? "leaves" : "makes"), after)
    }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-ledger-view": LedgerView;
  }
}
