import { html, nothing } from "lit";
import type { PropertyDeclarations, PropertyValues, TemplateResult } from "lit";
import type { RecordView, StreetView } from "@linli/contracts";
import type { ProblemError, RecordHandle } from "@linli/sdk";
import { sayProblem } from "../flow/faults-of.js";
import { LinliElement } from "../lib/linli-element.js";
import { localOf } from "../lib/local-of.js";
import type { StreetContext } from "../street/context.js";
import type { ActionPanel, Said } from "./action-panel.js";
import { inVersion, loadRecordScreen } from "./load-record-screen.js";
import type { RecordScreen } from "./load-record-screen.js";
import { receipt } from "./receipt.js";
import "../sheets/facts.js";
import { css } from "../sheets/record.css.js";
import { addStyles } from "../sheets/sheets.js";
import { timeline } from "./timeline.js";
import { loadStanding } from "../standing/standing.js";
import type { ShowStanding } from "../standing/standing.js";

addStyles(css);

/**
 * One record: how it stands, what was asked for, its life, and what this reader may do about it now.
 *
 * @fires {CustomEvent<{ action: string, record: RecordView }>} linli-acted - Somebody acted on it here.
 * @fires {CustomEvent<ProblemError>} linli-problem - The hub refused, or could not be reached.
 * @csspart state - How it stands.
 * @csspart action - A button that acts.
 */
export class CommunityRecord extends LinliElement {
  static override properties: PropertyDeclarations = {
    recordId: { attribute: "record-id" },
    scenario: {},
    handle: { attribute: false },
    fresh: { type: Boolean },
    screen: { state: true },
    info: { state: true },
    me: { state: true },
    doing: { state: true },
    panel: { state: true },
    problem: { state: true },
    notice: { state: true },
    standing: { state: true },
  };

  /** Id of the record to load. */
  declare recordId: string | undefined;
  /** Its scenario, where that is known: saves waiting for the record. */
  declare scenario: string | undefined;
  /** The record, where it is known already. */
  declare handle: RecordHandle | undefined;
  /** It was opened just now: shown as a receipt. */
  declare fresh: boolean;
  declare screen: RecordScreen | undefined;
  declare info: StreetView | undefined;
  /** Who reads it. */
  declare me: string | undefined;
  /** The action that is being taken. */
  declare doing: string | undefined;
  declare panel: ActionPanel | undefined;
  declare problem: ProblemError | undefined;
  /** What has happened meanwhile, in words. */
  declare notice: string | undefined;
  /** Shows how records of its pattern stand, beyond what all say. */
  declare standing: ShowStanding | undefined;
  #follow: AbortController | undefined;
  #tick: ReturnType<typeof setTimeout> | undefined;

  protected override streetChanged(street: StreetContext): void {
    super.streetChanged(street);
    this.#follow?.abort();
    this.#follow = new AbortController();
    void this.#load(street, this.#follow.signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.panel?.leave();
    this.#follow?.abort();
    clearTimeout(this.#tick);
  }

  /** Keeps true what is said of clocks. */
  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    clearTimeout(this.#tick);
    const wait = this.handle && this.standing?.staysTrue(this.handle.view);
    if (wait !== undefined && this.isConnected) this.#tick = setTimeout(() => this.requestUpdate(), wait);
  }

  protected override willUpdate(changed: PropertyValues): void {
    const loaded = this.handle?.id;
    if (!changed.has("recordId") || this.street === undefined || this.recordId === undefined) return;
    if (loaded !== undefined && loaded !== this.recordId && changed.get("recordId") !== undefined) {
      this.handle = undefined;
      this.streetChanged(this.street);
    }
  }

  async #load(street: StreetContext, signal: AbortSignal): Promise<void> {
    this.problem = undefined;
    try {
      const early = this.scenario === undefined ? undefined : loadRecordScreen(street, this.scenario);
      early?.catch(() => undefined);
      const known = this.handle;
      const handle = known?.view.events === undefined ? await this.#read(street, signal) : known;
      if (handle === undefined || signal.aborted) return;
      this.handle = handle;
      this.scenario = handle.view.scenario;
      const standing = loadStanding(street, handle.view.pattern).catch(() => undefined);
      const screen = await (early ?? loadRecordScreen(street, handle.view.scenario));
      this.screen = await inVersion(screen, handle.view.version);
      this.standing = await standing;
      [this.info, this.me] = await Promise.all([
        street.info().catch(() => undefined),
        street.me().then(
          ({ id }) => id,
          () => undefined,
        ),
      ]);
      await this.#followEvents(street, handle.id, signal);
    } catch (error) {
      if (!signal.aborted) this.problem = error as ProblemError;
    }
  }

  async #read(street: StreetContext, signal: AbortSignal): Promise<RecordHandle | undefined> {
    const id = this.handle?.id ?? this.recordId;
    return id === undefined ? undefined : street.client.record(id, { signal });
  }

  /** Shows what others do to it while it is looked at. */
  async #followEvents(street: StreetContext, id: string, signal: AbortSignal): Promise<void> {
    try {
      // What happened while it was being shown comes first.
      const after = this.handle?.view.events?.at(-1)?.seq;
      for await (const event of street.client.events({ record: id, signal, ...(after !== undefined && { after }) })) {
        if (event.record === id && this.handle?.id === id && this.doing === undefined) {
          this.handle = await this.handle.reload({ signal });
        }
      }
    } catch {
      // Not allowed to follow, or gone: what is shown stays as it was read.
    }
  }

  protected override content(): unknown {
    const { handle, screen, problem } = this;
    if (problem !== undefined && (screen === undefined || handle === undefined)) return this.#unreadable(problem);
    if (handle === undefined || screen === undefined) return html`<p class="note" role="status"><slot>…</slot></p>`;
    const { view } = handle;
    const local = (instant: string) => localOf(instant, this.info?.zone);
    return html`<article>
      ${receipt({ view, screen, local, info: this.info, folds: this.standing?.folds === true, standing: this.#standing(handle, screen, local) })}
      ${this.#actions(view, screen)}
      ${timeline({ view, words: screen.words, more: screen.more, inputs: screen.acts.inputs, local })}
    </article>`;
  }

  #standing(handle: RecordHandle, screen: RecordScreen, local: (instant: string) => string): unknown {
    const begin = (action: string) => void this.#begin(action, screen);
    const { view } = handle;
    const communities = new Map(this.info?.communities.map(({ id, name = id }) => [id, name] as const));
    const { me } = this;
    return this.standing?.show({
      view,
      screen,
      local,
      handle,
      begin,
      me,
      communities,
      spent: this.#spent(view, screen),
    });
  }

  /** What everybody does once and she has done: the hub would refuse a second time, so it is not offered. */
  #spent({ events = [] }: RecordView, { acts }: RecordScreen): ReadonlySet<string> {
    const mine = events.filter(({ by }) => by !== undefined && by.id === this.me);
    return new Set(mine.flatMap(({ action = "" }) => (acts.once?.includes(action) ? [action] : [])));
  }

  #unreadable(problem: ProblemError): TemplateResult {
    const retry = () => this.street && this.streetChanged(this.street);
    return html`<p class="summary" role="alert">${problem.message}</p>
      <button type="button" @click=${retry}>↻</button>`;
  }

  #actions(view: RecordView, screen: RecordScreen): unknown {
    const { doing, panel } = this;
    const said = [this.notice, this.problem && sayProblem(this.problem, screen)].filter((one) => one !== undefined);
    return html`<div role="alert">${said.map((one) => html`<p class="summary">${one}</p>`)}</div>
      ${
        doing !== undefined && panel !== undefined
          ? panel.show({
              action: doing,
              screen,
              view,
              cancel: () => void this.#stop(),
              act: (input, said) => void this.#act(doing, input, said),
            })
          : view.actions.length === 0
            ? nothing
            : html`<div class="actions" role="group" aria-label=${screen.more.youMay}>
                ${this.#buttons(view, screen)}
              </div>`
      }`;
  }

  /** What comes first stands out; in elder mode, what is rarely done is folded away. */
  #buttons(view: RecordView, screen: RecordScreen): unknown {
    const spent = this.#spent(view, screen);
    const actions = view.actions.filter((action) => !spent.has(action));
    const first = (this.standing?.first(view, this.me) ?? []).filter((action) => actions.includes(action));
    const others = actions.filter((action) => !first.includes(action));
    const button = (action: string, i: number) =>
      html`<button
        type="button"
        part="action"
        class=${i === 0 && first.length > 0 ? "go" : nothing}
        data-action=${action}
        aria-disabled=${this.doing === action ? "true" : nothing}
        @click=${() => void this.#begin(action, screen)}
      >
        ${screen.words.label(`actions/${action}`, action)}
      </button>`;
    const isFolded = this.mode === "elder" && first.length > 0 && others.length > 1;
    const rest = others.map((action) => button(action, 1));
    return html`${first.map(button)}
    ${
      isFolded
        ? html`<details class="more-of">
            <summary>${screen.more.moreChoices}</summary>
            <div class="actions">${rest}</div>
          </details>`
        : rest
    }`;
  }

  async #begin(action: string, screen: RecordScreen): Promise<void> {
    if (this.doing !== undefined) return;
    this.doing = action;
    this.problem = undefined;
    this.notice = undefined;
    try {
      const { actionPanel } = await import("./action-panel.js");
      const panel = await actionPanel({ action, screen, view: this.handle?.view });
      if (panel === undefined) return await this.#act(action);
      this.panel = panel;
      await this.focusOn(".panel");
    } catch (error) {
      this.doing = undefined;
      this.problem = error as ProblemError;
    }
  }

  async #stop(): Promise<void> {
    const action = this.doing ?? "";
    this.panel?.leave();
    this.doing = undefined;
    this.panel = undefined;
    await this.focusOn(`[data-action="${CSS.escape(action)}"]`);
  }

  async #act(action: string, input?: object, said: Said = {}): Promise<void> {
    const { handle } = this;
    if (handle === undefined) return;
    this.problem = undefined;
    try {
      const key = this.panel?.keyFor(JSON.stringify([action, input, said]));
      const next = await handle.act(action, input as never, { ...(key && { key }), ...said });
      // What it has become may be out of this reader's sight: an answer that nobody can be told by any more.
      this.handle = next.view.events === undefined ? await next.reload().catch(() => next) : next;
      this.panel?.done();
      this.doing = undefined;
      this.panel = undefined;
      this.tell("linli-acted", { action, record: this.handle.view });
      await this.focusOn(".state");
    } catch (error) {
      await this.#refused(error as ProblemError);
    }
  }

  /** Somebody else was faster: shows how it stands now, and keeps what was typed if it can still be done. */
  async #refused(problem: ProblemError): Promise<void> {
    const { handle, screen } = this;
    if (problem.code === "stale-revision" || problem.code === "not-allowed-now") {
      this.handle = (await handle?.reload().catch(() => undefined)) ?? handle;
      this.notice = screen?.more.changedMeanwhile;
    } else if (this.panel === undefined || !(await this.panel.fail(problem, this.renderRoot))) {
      this.problem = problem;
    }
    if (this.panel === undefined || !this.handle?.view.actions.includes(this.doing ?? "")) {
      this.doing = undefined;
      this.panel = undefined;
    }
    this.tell("linli-problem", problem);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-record": CommunityRecord;
  }
}
