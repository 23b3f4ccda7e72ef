import { html } from "lit";
import type { PropertyDeclarations, PropertyValues, TemplateResult } from "lit";
import type { AvailabilityView } from "@linli/contracts";
import type { OpenView } from "../flow/open-view.js";
import { loadScreen } from "../flow/screen.js";
import type { Screen } from "../flow/screen.js";
import { LinliElement } from "../lib/linli-element.js";
import type { StreetContext } from "../street/context.js";
import type * as ElderBar from "./elder-bar.js";
import { knownPattern } from "./known-pattern.js";
import { asksAvailability, viewOf } from "./view-of.js";

/** What is said where no sentence could be loaded, in all languages at once. */
const failed = "没能打开，请检查网络 · Could not be opened · 열지 못했습니다";

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
    scenario: {},
    collection: {},
    record: {},
    pattern: {},
    chosen: { state: true },
    screen: { state: true },
    free: { state: true },
    failure: { state: true },
    elder: { state: true },
    ready: { state: true },
    done: { state: true },
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
  declare elder: typeof ElderBar | undefined;
  declare ready: boolean;
  /** A receipt is shown. */
  declare done: boolean;

  #loading = new AbortController();
  #loaded = "";
  #made: OpenView | undefined;

  protected override streetChanged(street: StreetContext): void {
    this.lang = street.locale;
    // A receipt stays where it is: what stands in it asks anew by itself.
    if (!this.done) this.#loaded = "";
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const asked = [this.record, this.scenario ?? this.chosen, this.collection].join(" ");
    if (this.street === undefined || asked === this.#loaded) return;
    this.#loaded = asked;
    void this.#load(this.street);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#loading.abort();
    this.#loaded = "";
  }

  /** Everything at once: nothing here waits for anything else. */
  async #load(street: StreetContext): Promise<void> {
    this.#loading.abort();
    const { signal } = (this.#loading = new AbortController());
    const scenario = this.scenario ?? this.chosen;
    this.failure = this.screen = this.free = undefined;
    this.ready = this.done = false;
    try {
      const looks = [street.mode && import("./elder-bar.js"), street.looks] as const;
      if (this.record) await import("../record/define.js");
      else if (scenario) await this.#loadScenario(street, scenario, signal);
      else await import("./menu.js");
      this.elder = (await Promise.all(looks))[0] || undefined;
      if (!signal.aborted) this.ready = true;
    } catch (error) {
      if (!signal.aborted) this.failure = error;
    }
  }

  async #loadScenario(street: StreetContext, id: string, signal: AbortSignal): Promise<void> {
    const pattern = this.pattern ?? knownPattern(id) ?? "";
    const early = pattern && viewOf(pattern)[1](street.locale);
    const asks = asksAvailability.has(pattern);
    const said = asks ? this.#loadFree(street, id) : street.client.anyScenario(id).read();
    const screen = await loadScreen(street, id);
    const { uses, pattern: real } = screen.contract;
    await (real === pattern ? early : viewOf(real)[1](street.locale));
    if (signal.aborted) return;
    if (uses?.length && !asks) void this.#loadFree(street, id);
    this.screen = screen;
    // What the street says of it comes with what can be had, or by itself; nobody waits for that who is offline.
    void said.then(
      async (answer) => {
        const own = answer?.profile;
        const shown = own && (await import("../street/own-screen.js")).ownScreen(screen, own);
        if (shown && this.screen === screen) this.screen = shown;
      },
      () => undefined,
    );
  }

  /** Loads what can be had, of the days from one on or from today. */
  async #loadFree(street: StreetContext, id: string, from?: string): Promise<AvailabilityView | undefined> {
    const { signal } = this.#loading;
    try {
      return (this.free = await street.client.anyScenario(id).availability({ ...(from && { from }), signal }));
    } catch (error) {
      if (!signal.aborted) this.failure = error;
    }
  }

  protected override content(): unknown {
    return html`<div class="paper">${this.elder?.elderBar(this)}${this.failure ? this.#failed() : this.#body()}</div>`;
  }

  #failed(): TemplateResult {
    const again = () => this.street && this.streetChanged(this.street);
    return html`<p class="summary" role="alert">${failed}</p>
      <button type="button" aria-label="再试 · Retry · 다시" @click=${again}>↻</button>`;
  }

  #body(): unknown {
    const { record, collection, screen, chosen } = this;
    if (!this.ready) return html`<p class="waits" role="status" aria-busy="true">…</p>`;
    if (record) return html`<community-record record-id=${record}></community-record>`;
    if (screen === undefined) {
      return html`<community-menu
        .collection=${collection}
        @choose=${(event: CustomEvent<string>) => (this.chosen = event.detail)}
      ></community-menu>`;
    }
    const { words } = screen;
    const back = () => (this.chosen = undefined);
    return html`${chosen && html`<button type="button" class="back" @click=${back}>${words.ui.back}</button>`}
    ${
      this.done
        ? ""
        : html`<header part="heading">
            <slot name="heading"
              ><h2>${words.label("title")}</h2>
              <p class="lead">${words.label("summary")}</p></slot
            >
          </header>`
    }
    ${this.#view(screen)}`;
  }

  /** The view's element, made once for a screen: its tag is known only now. */
  #view(screen: Screen): OpenView {
    if (this.#made?.screen !== screen) {
      const { id, pattern } = screen.contract;
      this.#made = document.createElement(viewOf(pattern)[0]) as OpenView;
      this.#made.addEventListener("linli-opened", () => (this.done = true));
      this.#made.addEventListener("refresh", (event) => {
        this.done = false;
        void this.#loadFree(screen.street, id, (event as CustomEvent<string | undefined>).detail);
      });
      this.#made.setAttribute("exportparts", "submit, summary, state, action");
      this.#made.screen = screen;
    }
    this.#made.free = this.free;
    return this.#made;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-widget": CommunityWidget;
  }
}
