import { html, nothing } from "lit";
import type { PropertyDeclarations, PropertyValues } from "lit";
import type { MeView, RecordView } from "@linli/contracts";
import { LinliElement } from "../lib/linli-element.js";
import { nextChange, nextClock } from "../lib/say-clock.js";
import { skewOf } from "../lib/street-clock.js";
import { wordsOf } from "../lib/words.js";
import type { Words } from "../lib/words.js";
import { css } from "../sheets/records.css.js";
import { addStyles } from "../sheets/sheets.js";
import type { StreetContext } from "../street/context.js";
import { loadFlows } from "../ui/flows/flow-words.js";
import type { FlowWords } from "../ui/flows/flow-words.js";
import { loadUi } from "../ui/load-ui.js";
import type { Ui } from "../ui/zh-CN.js";
import { follow } from "./follow.js";
import { fitting, isWork, queryOf } from "./record-query.js";
import type { Wanted } from "./record-query.js";
import { row, stateOf } from "./row.js";

addStyles(css);

/**
 * A list of records: the reader's own, those that wait for her desk, or those that were given to her. It follows what
 * happens: what is shown stays where it is and is marked, what is new waits for a tap.
 *
 * @example
 * ```html
 * <community-records mine></community-records>
 * <community-records for="handler" scenario="resident-requests.report.snap-report"></community-records>
 * ```
 *
 * @fires {CustomEvent<{ record: string, scenario: string }>} linli-select - A record was chosen.
 * @csspart row - The button of one record.
 */
export class CommunityRecords extends LinliElement {
  static override properties: PropertyDeclarations = {
    mine: { type: Boolean, reflect: true },
    whose: { attribute: "for", reflect: true },
    scenario: { reflect: true },
    state: { reflect: true },
    current: { reflect: true },
    rows: { state: true },
    next: { state: true },
    flow: { state: true },
    shownState: { state: true },
    failed: { state: true },
    note: { state: true },
    arrived: { state: true },
  };

  /** Those that the reader opened, or that are for her. */
  declare mine: boolean;
  /** `handler` or `assignee`; attribute `for`. */
  declare whose: string | undefined;
  /** Only of this scenario. */
  declare scenario: string | undefined;
  /** Only in this state. */
  declare state: string | undefined;
  /** Id of the record that is open beside the list. */
  declare current: string | undefined;
  declare rows: readonly RecordView[] | undefined;
  /** Cursor of the next page. */
  declare next: string | undefined;
  declare flow: FlowWords | undefined;
  /** Words of the state that is looked at; `undefined`: all. */
  declare shownState: string | undefined;
  declare failed: boolean;
  /** What has just changed, in words. */
  declare note: string | undefined;
  /** Records that came while the list was looked at. */
  declare arrived: readonly RecordView[];

  readonly #words = new Map<string, Words | undefined>();
  readonly #fresh = new Set<string>();
  #ui: Ui | undefined;
  #me: MeView | undefined;
  #skew = 0;
  /** The list that was last asked for. */
  #asked: string | undefined;
  #stop: AbortController | undefined;
  #tick: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.mine = false;
    this.failed = false;
    this.arrived = [];
  }

  get #wanted(): Wanted {
    const { mine, whose, scenario, state } = this;
    return { mine, whose, scenario, state };
  }

  protected override streetChanged(street: StreetContext): void {
    super.streetChanged(street);
    this.#words.clear();
    void this.#begin(street);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.abort();
    clearTimeout(this.#tick);
  }

  /** Another list is wanted: also while the first one is still on its way. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.street === undefined || this.#asked === undefined) return;
    if (JSON.stringify(this.#wanted) !== this.#asked) void this.#begin(this.street);
  }

  async #begin(street: StreetContext): Promise<void> {
    this.#stop?.abort();
    const { signal } = (this.#stop = new AbortController());
    this.#asked = JSON.stringify(this.#wanted);
    this.rows = undefined;
    this.failed = false;
    this.arrived = [];
    this.note = undefined;
    try {
      const asked = street.client.recordPage({ ...queryOf(this.#wanted), signal });
      const [flow, ui, page, me, skew] = await Promise.all([
        loadFlows(street.locale),
        loadUi(street.locale),
        asked,
        street.me(),
        skewOf(street),
        street.looks,
      ]);
      if (signal.aborted) return;
      [this.flow, this.#ui, this.#me, this.#skew] = [flow, ui, me, skew];
      this.next = page.next;
      this.rows = this.#sorted(fitting(page.items, this.#wanted, me));
      this.#loadWords(this.rows);
      this.#beat();
      await follow(street, { mine: !isWork(this.#wanted), signal }, (ids) => this.#happened(ids, signal));
    } catch (error) {
      if (signal.aborted) return;
      this.flow ??= await loadFlows(street.locale).catch(() => undefined);
      this.failed = this.rows === undefined;
      if (!this.failed) console.warn("This list is no longer followed.", error);
    }
  }

  /** At a desk what is late comes first, then what runs out first; elsewhere the newest. */
  #sorted(rows: readonly RecordView[]): readonly RecordView[] {
    if (!isWork(this.#wanted)) return rows;
    const due = ({ clocks }: RecordView) => Date.parse(nextClock(clocks)?.due ?? "9999-12-31T00:00:00Z");
    const late = ({ flags }: RecordView) => flags.filter((flag) => flag !== "paused" && flag !== "reopened").length;
    return [...rows].sort((a, b) => late(b) - late(a) || due(a) - due(b) || (a.id < b.id ? 1 : -1));
  }

  /** Words of the scenarios that are shown, and of no others. */
  #loadWords(rows: readonly RecordView[]): void {
    for (const { scenario } of rows) {
      if (this.#words.has(scenario)) continue;
      this.#words.set(scenario, undefined);
      void this.#loadWordsOf(scenario);
    }
  }

  async #loadWordsOf(scenario: string): Promise<void> {
    const { street } = this;
    const ui = this.#ui;
    if (street === undefined || ui === undefined) return;
    const [labels, own] = await Promise.all([
      street.record(scenario).then(
        (part) => part.labels,
        () => ({}),
      ),
      street.info().then(
        (info) => info.labels?.[scenario],
        () => undefined,
      ),
    ]);
    this.#words.set(scenario, wordsOf(street.locale, { ...labels, ...own }, ui));
    this.requestUpdate();
  }

  /** Keeps what clocks say true. */
  #beat(): void {
    clearTimeout(this.#tick);
    const dues = (this.rows ?? []).flatMap(({ clocks }) => nextClock(clocks)?.due ?? []).sort();
    const wait = nextChange(dues[0], Date.now() + this.#skew);
    this.#tick = setTimeout(() => {
      if (dues.length > 0) this.requestUpdate();
      this.#beat();
    }, wait);
  }

  /** Something happened to these records: those that are shown are read again, others are looked for. */
  async #happened(ids: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
    const { street } = this;
    if (street === undefined) return;
    const shown = (this.rows ?? []).filter(({ id }) => ids.has(id));
    for (const { id } of shown) {
      const { view } = await street.client.record(id, { signal });
      this.#fresh.add(id);
      this.rows = (this.rows ?? []).map((one) => (one.id === id ? view : one));
      this.note = this.flow?.say("changedNote", {
        title: this.#words.get(view.scenario)?.label("title"),
        state: stateOf(view, this.#words.get(view.scenario)),
      });
    }
    if (shown.length === ids.size) return;
    const page = await street.client.recordPage({ ...queryOf(this.#wanted), signal });
    const known = new Set((this.rows ?? []).map(({ id }) => id));
    this.arrived = fitting(page.items, this.#wanted, this.#me).filter(({ id }) => !known.has(id));
  }

  #showArrived(): void {
    this.#loadWords(this.arrived);
    for (const { id } of this.arrived) this.#fresh.add(id);
    this.rows = this.#sorted([...this.arrived, ...(this.rows ?? [])]);
    this.arrived = [];
    void this.focusOn(".record-row");
  }

  async #more(): Promise<void> {
    const { street, next } = this;
    if (street === undefined || next === undefined) return;
    const page = await street.client.recordPage({ ...queryOf(this.#wanted), after: next });
    const added = fitting(page.items, this.#wanted, this.#me);
    this.next = page.next;
    this.rows = [...(this.rows ?? []), ...added];
    this.#loadWords(added);
    await this.focusOn(`[data-record="${added[0]?.id ?? ""}"]`);
  }

  protected override content(): unknown {
    const { flow, rows, failed, street, arrived } = this;
    if (flow === undefined) return html`<p class="note" role="status">…</p>`;
    if (failed) {
      return html`<p class="summary" role="alert">${flow.say("failed")}</p>
        <button type="button" @click=${() => street && void this.#begin(street)}>${flow.say("again")}</button>`;
    }
    if (rows === undefined) return html`<p class="note" role="status">${flow.say("loading")}</p>`;
    const now = Date.now() + this.#skew;
    const shown = rows.filter(
      (one) => this.shownState === undefined || stateOf(one, this.#words.get(one.scenario)) === this.shownState,
    );
    return html`${this.#filters(rows, flow)}
      <p class="note live" role="status">${this.note ?? nothing}</p>
      ${
        arrived.length === 0
          ? nothing
          : html`<button type="button" class="arrived" @click=${() => this.#showArrived()}>
              ${flow.say("newOnes", { n: arrived.length })}
            </button>`
      }
      ${shown.length === 0 ? html`<p class="empty">${this.#empty(rows, flow)}</p>` : nothing}
      <ul class="rows" ?hidden=${shown.length === 0} aria-label=${flow.say("list")} @keydown=${moveFocus}>
        ${shown.map((view) =>
          row({
            view,
            words: this.#words.get(view.scenario),
            flow,
            now,
            me: this.#me?.id,
            isWork: isWork(this.#wanted),
            isCurrent: view.id === this.current,
            isFresh: this.#fresh.has(view.id),
            select: () => this.#select(view),
          }),
        )}
      </ul>
      ${this.next === undefined ? nothing : html`<button type="button" @click=${() => void this.#more()}>${flow.say("showMore")}</button>`}`;
  }

  #empty(rows: readonly RecordView[], flow: FlowWords): string {
    if (rows.length > 0 || this.state !== undefined) return flow.say("emptyFiltered");
    return flow.say(
      this.whose === "handler" ? "emptyQueue" : this.whose === "assignee" ? "emptyAssigned" : "emptyMine",
    );
  }

  /** How many stand where, for those who work through a list. */
  #filters(rows: readonly RecordView[], flow: FlowWords): unknown {
    if (!isWork(this.#wanted) || rows.length < 2) return nothing;
    const counts = new Map<string, number>();
    for (const one of rows) {
      const said = stateOf(one, this.#words.get(one.scenario));
      if (said !== "") counts.set(said, (counts.get(said) ?? 0) + 1);
    }
    const more = this.next === undefined ? "" : "+";
    const pick = (state: string | undefined, name: string, n: number) =>
      html`<label class="pick"
        ><input
          type="radio"
          name="?state"
          .checked=${this.shownState === state}
          @change=${() => (this.shownState = state)}
        /><span>${name} <b>${n}${more}</b></span></label
      >`;
    return html`<fieldset class="filters">
      <legend class="unseen">${flow.say("filterBy")}</legend>
      <div class="picks">
        ${pick(undefined, flow.say("all"), rows.length)} ${[...counts].map(([said, n]) => pick(said, said, n))}
      </div>
    </fieldset>`;
  }

  #select(view: RecordView): void {
    this.#fresh.delete(view.id);
    this.requestUpdate();
    this.tell("linli-select", { record: view.id, scenario: view.scenario });
  }
}

/** Arrow keys go from row to row. */
function moveFocus(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const rows = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(".record-row")];
  const next = rows[rows.indexOf(event.target as HTMLElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

declare global {
  interface HTMLElementTagNameMap {
    "community-records": CommunityRecords;
  }
}
