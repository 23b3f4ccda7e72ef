import { html, nothing } from "lit";
import type { PropertyDeclarations, PropertyValues } from "lit";
import type { MeView, Page, RecordView } from "@linli/contracts";
import type { ProblemError } from "@linli/sdk";
import { sayProblem } from "../flow/faults-of.js";
import { OpenView } from "../flow/open-view.js";
import type { Screen } from "../flow/screen.js";
import { loadRecordScreen } from "../record/load-record-screen.js";
import type { RecordScreen } from "../record/load-record-screen.js";
import { nextChange, nextClock } from "../lib/say-clock.js";
import { skewOf } from "../lib/street-clock.js";
import { follow } from "../records/follow.js";
import { css } from "../sheets/board.css.js";
import { css as rowsCss } from "../sheets/records.css.js";
import { addStyles } from "../sheets/sheets.js";
import { flowsOf } from "../ui/flows/flow-words.js";
import type { FlowWords } from "../ui/flows/flow-words.js";
import { boardWords } from "./board-words.js";
import { entryRow, moveFocus } from "./entry-row.js";
import type { Entry, Shelf, Stock } from "./shelf.js";
import "../record/define.js";

addStyles(rowsCss);
addStyles(css);

/** The place of the form among what a board shows. */
export const form = "?form";

/** What a board knows while it is shown. */
export interface Board {
  readonly screen: RecordScreen;
  readonly flow: FlowWords;
  readonly me: MeView | undefined;
  /** The street's clock, in milliseconds. */
  readonly now: number;
}

/**
 * What there is of a scenario, as lists to choose from, then one of them, and a way to begin another: what patterns show
 * that are about more than one's own form. Patterns extend it.
 */
export abstract class BoardView extends OpenView {
  static override properties: PropertyDeclarations = {
    at: { state: true },
    shelf: { state: true },
    stocks: { state: true },
    me: { state: true },
    failed: { state: true },
    whole: { state: true },
    problem: { state: true },
  };

  /** What is shown: a record by its id, or the form; `undefined`: the lists. */
  declare at: string | undefined;
  /** The list that is looked at, by its id; `undefined`: the first with something in it. */
  declare shelf: string | undefined;
  declare stocks: ReadonlyMap<string, Stock>;
  declare me: MeView | undefined;
  declare failed: boolean;
  /** The scenario with what records say. */
  declare whole: RecordScreen | undefined;
  /** What the hub refused, in words. */
  declare problem: string | undefined;

  #skew = 0;
  #stop: AbortController | undefined;
  #tick: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.failed = false;
    this.stocks = new Map();
  }

  /** The lists, in their order. */
  protected abstract shelves(board: Board): readonly Shelf[];

  /** How a record stands in them. */
  protected abstract entry(view: RecordView, board: Board): Entry;

  /** Stands above the lists. */
  protected head(_board: Board): unknown {
    return nothing;
  }

  /** Stands below the lists. */
  protected foot(_board: Board): unknown {
    return nothing;
  }

  /** What begins another, in words; "": this reader begins none. */
  protected beginning({ screen, me }: Board): string {
    const isAsked = screen.contract.people.open.some((role) => me?.roles.includes(role) === true);
    return isAsked ? this.submitLabel(screen) : "";
  }

  /** In which order a list is shown. */
  protected sorted(rows: readonly RecordView[], _board: Board): readonly RecordView[] {
    return rows;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has("screen") && this.screen !== undefined) void this.#begin(this.screen);
    this.toggleAttribute("inside", this.at !== undefined && this.opened === undefined);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.abort();
    clearTimeout(this.#tick);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    clearTimeout(this.#tick);
    const dues = [...this.stocks.values()].flatMap(({ items }) =>
      items.flatMap(({ clocks }) => nextClock(clocks)?.due ?? []),
    );
    if (dues.length > 0 && this.at === undefined && this.isConnected)
      this.#tick = setTimeout(() => this.requestUpdate(), nextChange(dues.sort()[0], this.now));
  }

  /** The street's clock, in milliseconds. */
  get now(): number {
    return Date.now() + this.#skew;
  }

  /** What is known while it is shown; `undefined`: it is on its way. */
  protected get board(): Board | undefined {
    const { whole, me, now } = this;
    const flow = whole && flowsOf(whole.words.locale);
    return whole === undefined || flow === undefined ? undefined : { screen: whole, flow, me, now };
  }

  protected get say(): ReturnType<typeof boardWords> {
    return boardWords(this.screen?.words.locale ?? "");
  }

  async #begin({ street, contract }: Screen): Promise<void> {
    this.#stop?.abort();
    const { signal } = (this.#stop = new AbortController());
    this.failed = false;
    try {
      const [whole, me, skew] = await Promise.all([
        loadRecordScreen(street, contract.id),
        street.me().catch(() => undefined),
        skewOf(street),
      ]);
      this.#skew = skew;
      [this.whole, this.me] = [whole, me];
      await this.reload();
      await follow(street, { mine: false, signal }, async () => {
        if (this.at === undefined) await this.reload();
      });
    } catch {
      if (!signal.aborted) this.failed = this.whole === undefined || this.stocks.size === 0;
    }
  }

  /** Reads all lists again. */
  protected async reload(): Promise<void> {
    const { board } = this;
    if (board === undefined) return;
    const pages = new Map<string, Promise<Page<RecordView>>>();
    const pageOf = (query: Shelf["query"]) => {
      const asked = JSON.stringify(query);
      const page = pages.get(asked) ?? this.#page(query, board);
      pages.set(asked, page);
      return page;
    };
    const stocks = await Promise.all(
      this.shelves(board).map(async ({ id, query, fits }) => [id, stockOf(await pageOf(query), fits)] as const),
    );
    this.stocks = new Map(stocks);
  }

  #page(query: Shelf["query"], { screen }: Board, after?: string): Promise<Page<RecordView>> {
    const { contract, street } = screen;
    return street.client.recordPage({ scenario: contract.id, limit: 50, ...query, ...(after && { after }) });
  }

  async #more(shelf: Shelf, board: Board): Promise<void> {
    const stock = this.stocks.get(shelf.id);
    if (stock?.next === undefined) return;
    const next = stockOf(await this.#page(shelf.query, board, stock.next), shelf.fits);
    this.stocks = new Map([...this.stocks, [shelf.id, { ...next, items: [...stock.items, ...next.items] }]]);
    await this.focusOn(`[data-entry="${next.items[0]?.id ?? ""}"]`);
  }

  /** Acts from the list; what the hub refuses is said above it. */
  async #act({ id }: RecordView, action: string, { screen }: Board): Promise<void> {
    this.problem = undefined;
    try {
      const handle = await screen.street.client.record(id);
      const next = await handle.act(action, undefined as never);
      this.tell("linli-acted", { action, record: next.view });
      await this.reload();
      await this.focusOn(`[data-entry="${id}"]`);
    } catch (error) {
      const problem = error as ProblemError;
      this.problem = sayProblem(problem, screen);
      this.tell("linli-problem", problem);
    }
  }

  /** Shows one of them, or the form. */
  async go(at: string): Promise<void> {
    this.at = at;
    await this.focusOn("[tabindex]");
  }

  /** Back to the lists. */
  async return(): Promise<void> {
    const from = this.at;
    if (this.opened !== undefined) this.again();
    this.at = undefined;
    await this.reload().catch(() => undefined);
    await this.focusOn(from === form ? "[data-begin]" : `[data-entry="${from ?? ""}"]`);
  }

  protected override content(): unknown {
    const { at, board } = this;
    if (this.failed) return this.#unread();
    if (board === undefined) return html`<p class="note" role="status">${this.say("loading")}</p>`;
    if (at === undefined) return this.lists(board);
    const back = html`<button type="button" class="back" @click=${() => void this.return()}>
      ‹ ${this.say("back")}
    </button>`;
    if (at === form)
      return html`<div class="board" tabindex="-1">
        ${back} ${this.opened === undefined ? html`<h2>${board.screen.words.label("title")}</h2>` : nothing}
        ${super.content()}
      </div>`;
    return html`<div class="board">
      ${back}
      <community-record
        tabindex="-1"
        record-id=${at}
        .scenario=${board.screen.contract.id}
        exportparts="state, action"
      ></community-record>
    </div>`;
  }

  /** The lists, with what stands around them. */
  protected lists(board: Board): unknown {
    return html`<div class="board">
      <div role="alert">${this.problem === undefined ? nothing : html`<p class="summary">${this.problem}</p>`}</div>
      ${this.head(board)} ${this.begins(board)} ${this.#shelves(board)} ${this.foot(board)}
    </div>`;
  }

  #unread(): unknown {
    const again = () => this.screen && void this.#begin(this.screen);
    return html`<p class="summary" role="alert">${this.say("failed")}</p>
      <button type="button" @click=${again}>${this.say("again")}</button>`;
  }

  /** The button that begins another. */
  protected begins(board: Board): unknown {
    const label = this.beginning(board);
    return label === ""
      ? nothing
      : html`<button type="button" class="begin" data-begin @click=${() => void this.go(form)}>
          ${this.restored ? this.say("goOn") : label}
        </button>`;
  }

  #shelves(board: Board): unknown {
    const shelves = this.shelves(board).filter(({ id, shy }) => shy !== true || this.count(id) > 0);
    const shown =
      shelves.find(({ id }) => id === this.shelf) ?? shelves.find(({ id }) => this.count(id) > 0) ?? shelves[0];
    if (shown === undefined) return nothing;
    const stock = this.stocks.get(shown.id);
    const rows = this.sorted(stock?.items ?? [], board);
    return html`${
        shelves.length < 2
          ? html`<h3>${shown.name}</h3>`
          : html`<fieldset class="shelves">
              <legend class="unseen">${this.say("lists")}</legend>
              <div class="picks">${shelves.map((one) => this.#pick(one, one === shown))}</div>
            </fieldset>`
      }
      ${stock !== undefined && rows.length === 0 ? html`<p class="empty">${shown.empty}</p>` : nothing}
      <ul class="rows" ?hidden=${rows.length === 0} aria-label=${shown.name} @keydown=${moveFocus}>
        ${rows.map((view) =>
          entryRow(view, this.entry(view, board), {
            words: board.screen.words,
            open: () => void this.go(view.id),
            act: (action) => void this.#act(view, action, board),
          }),
        )}
      </ul>
      ${
        stock?.next === undefined
          ? nothing
          : html`<button type="button" @click=${() => void this.#more(shown, board)}>${this.say("showMore")}</button>`
      }`;
  }

  /** How many are in a list, as far as it is read. */
  protected count(id: string): number {
    return this.stocks.get(id)?.items.length ?? 0;
  }

  #pick({ id, name }: Shelf, isShown: boolean): unknown {
    const more = this.stocks.get(id)?.next === undefined ? "" : "+";
    return html`<label class="pick"
      ><input type="radio" name="?shelf" value=${id} .checked=${isShown} @change=${() => (this.shelf = id)} /><span
        >${name} <b>${this.count(id)}${more}</b></span
      ></label
    >`;
  }
}

const stockOf = ({ items, next }: Page<RecordView>, fits: Shelf["fits"]): Stock => ({
  items: fits === undefined ? items : items.filter(fits),
  next,
});
