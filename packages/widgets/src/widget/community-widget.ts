import { html, nothing } from "lit";
import type { PropertyDeclarations, PropertyValues, TemplateResult } from "lit";
import type { AvailabilityView, RunPart } from "@linli/contracts";
import type { OpenView } from "../flow/open-view.js";
import { loadScreen } from "../flow/screen.js";
import type { Screen } from "../flow/screen.js";
import { LinliElement } from "../lib/linli-element.js";
import type { StreetContext } from "../street/context.js";
import { knownPattern } from "./known-pattern.js";
import { asksAvailability, viewOf } from "./view-of.js";

/** What stands in a widget before any sentence is loaded. */
const failed: { readonly [locale: string]: readonly [string, string] } = {
  "zh-CN": ["没能打开，请检查网络。", "再试一次"],
  en: ["Could not be opened. Please check the connection.", "Try again"],
  ko: ["열지 못했습니다. 연결을 확인해 주세요.", "다시 시도"],
};

/**
 * Shows one scenario of the street around it, a menu of several, or one record.
 *
 * @example
 * ```html
 * <community-widget scenario="sports.venues.court"></community-widget>
 * <community-widget collection="elderly-care"></community-widget>
 * <community-widget record="0192f3c4-…"></community-widget>
 * ```
 *
 * @slot heading - In place of the scenario's title and summary.
 * @fires {CustomEvent<RecordView | SeriesView>} linli-opened - A record was opened.
 * @fires {CustomEvent<{ action: string, record: RecordView }>} linli-acted - Somebody acted on a record.
 * @fires {CustomEvent<ProblemError>} linli-problem - The hub refused, or could not be reached.
 * @csspart heading - Title and summary.
 * @csspart submit - The button that sends.
 * @csspart summary - The box that names all faults.
 */
export class CommunityWidget extends LinliElement {
  static override properties: PropertyDeclarations = {
    scenario: { reflect: true },
    collection: { reflect: true },
    record: { reflect: true },
    pattern: {},
    chosen: { state: true },
    screen: { state: true },
    free: { state: true },
    failure: { state: true },
    elder: { state: true },
    ready: { state: true },
  };

  /** Id of the scenario to show, for example `sports.venues.court`. */
  declare scenario: string | undefined;
  /** A named choice of scenarios: a menu of what this street offers, then the flow. */
  declare collection: string | undefined;
  /** Id of a record to show. */
  declare record: string | undefined;
  /** Pattern of a scenario that is not in the catalog: spares waiting for its contract. */
  declare pattern: string | undefined;
  /** The scenario chosen from the menu. */
  declare chosen: string | undefined;
  declare screen: Screen | undefined;
  declare free: AvailabilityView | undefined;
  declare failure: unknown;
  declare elder: typeof import("./elder-bar.js") | undefined;
  declare ready: boolean;

  #loading: AbortController | undefined;
  #loaded: string | undefined;
  #made: OpenView | undefined;

  /** The scenario that is shown now. */
  get shown(): string | undefined {
    return this.scenario ?? this.chosen;
  }

  /** What is asked for, in one text. */
  get #asked(): string {
    return [this.record, this.shown, this.collection].join(" ");
  }

  protected override streetChanged(street: StreetContext): void {
    super.streetChanged(street);
    this.lang = street.locale;
    void this.#load(street);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (this.street !== undefined && this.#asked !== this.#loaded) void this.#load(this.street);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#loading?.abort();
  }

  /** Everything at once: nothing here waits for anything else. */
  async #load(street: StreetContext): Promise<void> {
    this.#loading?.abort();
    const { signal } = (this.#loading = new AbortController());
    const { shown } = this;
    this.#loaded = this.#asked;
    const isOther = this.screen !== undefined && (this.screen.contract.id !== shown || this.screen.street !== street);
    if (isOther) [this.screen, this.free, this.ready] = [undefined, undefined, false];
    this.failure = undefined;
    try {
      const elder = street.mode === "elder" ? import("./elder-bar.js") : undefined;
      const isDark = street.scheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches;
      const dark = isDark ? import("../sheets/dark.js") : undefined;
      if (this.record !== undefined) await import("../record/define.js");
      else if (shown === undefined) await import("./menu.js");
      else await this.#loadScenario(street, shown, signal);
      [this.elder] = await Promise.all([elder, dark]);
      if (!signal.aborted) this.ready = true;
    } catch (error) {
      if (!signal.aborted) this.failure = error;
    }
  }

  async #loadScenario(street: StreetContext, id: string, signal: AbortSignal): Promise<void> {
    const pattern = this.pattern ?? knownPattern(id);
    const early = pattern === undefined ? undefined : viewOf(pattern)[1](street.locale);
    if (pattern !== undefined && asksAvailability.has(pattern)) void this.#loadFree(street, id, signal);
    const screen = await loadScreen(street, id);
    await (early ?? viewOf(screen.contract.pattern)[1](street.locale));
    if (signal.aborted) return;
    if ((pattern === undefined || !asksAvailability.has(pattern)) && readsThings(screen.contract)) {
      void this.#loadFree(street, id, signal);
    }
    this.screen = screen;
  }

  async #loadFree(street: StreetContext, id: string, signal: AbortSignal): Promise<void> {
    try {
      this.free = await street.client.scenario<string>(id).availability({ signal });
    } catch (error) {
      if (!signal.aborted) this.failure = error;
    }
  }

  protected override content(): unknown {
    const body = this.failure !== undefined ? this.#failed() : this.#body();
    return html`<div class="paper">${this.elder?.elderBar(this)}${body}</div>`;
  }

  #failed(): TemplateResult {
    const locale = this.street?.locale ?? "zh-CN";
    const [words, again] = failed[locale] ?? failed.en ?? ["", ""];
    return html`<p class="summary" role="alert">${words}</p>
      <button type="button" @click=${() => this.street && void this.#load(this.street)}>${again}</button>`;
  }

  #body(): unknown {
    const { street, record, collection, screen, shown, ready } = this;
    if (street === undefined || !ready) return html`<p class="waits" role="status" aria-busy="true"></p>`;
    if (record !== undefined) return html`<community-record record-id=${record}></community-record>`;
    if (shown === undefined) {
      return html`<community-menu
        .collection=${collection}
        @choose=${(event: CustomEvent<string>) => (this.chosen = event.detail)}
      ></community-menu>`;
    }
    if (screen === undefined) return nothing;
    const { words } = screen;
    const back = html`<button type="button" class="back" @click=${() => (this.chosen = undefined)}>
      ${words.ui.back}
    </button>`;
    return html`${this.chosen === undefined ? nothing : back}
      <header part="heading">
        <slot name="heading"
          ><h2>${words.label("title")}</h2>
          <p class="lead">${words.label("summary")}</p></slot
        >
      </header>
      ${this.#view(screen)}`;
  }

  /** The view's element, made once for a screen: its tag is known only now. */
  #view(screen: Screen): OpenView {
    if (this.#made?.screen !== screen) {
      const view = document.createElement(viewOf(screen.contract.pattern)[0]) as OpenView;
      view.addEventListener("refresh", () => {
        if (this.street !== undefined) void this.#loadFree(this.street, screen.contract.id, new AbortController().signal);
      });
      view.setAttribute("exportparts", "submit, summary, state, action");
      view.screen = screen;
      this.#made = view;
    }
    this.#made.free = this.free;
    return this.#made;
  }
}

/** Whether a form lets somebody choose among things. */
function readsThings({ uses }: RunPart): boolean {
  return uses !== undefined && uses.length > 0;
}

declare global {
  interface HTMLElementTagNameMap {
    "community-widget": CommunityWidget;
  }
}
