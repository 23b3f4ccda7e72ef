import { html, nothing } from "lit";
import type { PropertyDeclarations, TemplateResult } from "lit";
import type { ScenarioView, SearchHit } from "@linli/contracts";
import { LinliElement } from "../lib/linli-element.js";
import { css as menuCss } from "../sheets/menu.css.js";
import { css } from "../sheets/services.css.js";
import { addStyles } from "../sheets/sheets.js";
import type { StreetContext } from "../street/context.js";
import { servicesWords, type Words } from "./services-words.js";
import { needsOf, type Need } from "./shelves-of.js";

addStyles(menuCss);
addStyles(css);

/** How long somebody may pause while she types before what she wrote is looked for, in milliseconds. */
const pause = 300;

/**
 * All that this street offers to the reader: found by words (services, places, notices, her own matters), or by what she
 * comes for.
 *
 * @example
 * ```html
 * <community-services></community-services>
 * ```
 *
 * @fires {CustomEvent<{ scenario: string }>} linli-choose - A service was chosen.
 * @fires {CustomEvent<{ record: string, scenario: string }>} linli-select - A notice or one of her own was chosen.
 */
export class CommunityServices extends LinliElement {
  static override properties: PropertyDeclarations = {
    need: { reflect: true },
    offers: { state: true },
    hits: { state: true },
    asked: { state: true },
    failed: { state: true },
    isFinding: { state: true },
  };

  /** Id of the need that is looked at; absent: all needs. */
  declare need: string | undefined;
  declare offers: readonly ScenarioView[] | undefined;
  /** What was found; `undefined`: nothing is looked for. */
  declare hits: readonly SearchHit[] | undefined;
  /** The words that `hits` were found by. */
  declare asked: string;
  declare failed: boolean;
  declare isFinding: boolean;

  #stop: AbortController | undefined;
  #wait: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.failed = false;
    this.isFinding = false;
    this.asked = "";
  }

  protected override streetChanged(street: StreetContext): void {
    super.streetChanged(street);
    void this.#load(street);
    if (this.asked !== "") void this.#find(this.asked);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.abort();
    clearTimeout(this.#wait);
  }

  async #load(street: StreetContext): Promise<void> {
    this.failed = false;
    this.offers = undefined;
    try {
      const [offers] = await Promise.all([street.client.scenarios(), street.looks]);
      if (street === this.street) this.offers = offers.filter(({ open }) => open);
    } catch {
      this.failed = true;
    }
  }

  /** Looks for words; those that were typed before are no longer waited for. */
  async #find(words: string): Promise<void> {
    clearTimeout(this.#wait);
    this.#stop?.abort();
    const asked = words.trim();
    if (asked === "") {
      [this.hits, this.asked, this.isFinding] = [undefined, "", false];
      return;
    }
    const { signal } = (this.#stop = new AbortController());
    this.isFinding = true;
    try {
      const found = await this.street?.client.search(asked, { limit: 30, signal });
      if (signal.aborted) return;
      [this.hits, this.asked, this.failed] = [found?.items ?? [], asked, false];
    } catch {
      if (signal.aborted) return;
      [this.hits, this.asked, this.failed] = [undefined, asked, true];
    }
    this.isFinding = false;
  }

  #typed(words: string): void {
    clearTimeout(this.#wait);
    this.#wait = setTimeout(() => void this.#find(words), pause);
  }

  async #look(need: string | undefined): Promise<void> {
    const before = this.need;
    this.need = need;
    await this.focusOn(need === undefined ? `[data-need="${before ?? ""}"]` : "h2");
  }

  protected override content(): unknown {
    const { street } = this;
    if (street === undefined) return nothing;
    const say = servicesWords(street.locale);
    return html`<div class="services">${this.#box(say)} ${this.#hits(say)} ${this.#needs(say, street)}</div>`;
  }

  #box(say: Words): TemplateResult {
    const send = (event: Event) => {
      event.preventDefault();
      void this.#find(this.renderRoot.querySelector("input")?.value ?? "");
    };
    return html`<form role="search" class="ask" @submit=${send}>
      <label for="asked">${say("ask")}</label>
      <div class="ask-row">
        <input
          id="asked"
          type="search"
          enterkeyhint="search"
          autocomplete="off"
          aria-describedby="asked-hint"
          maxlength="60"
          @input=${({ target }: Event) => this.#typed((target as HTMLInputElement).value)}
        />
        <button class="find">${say("find")}</button>
      </div>
      <p class="note" id="asked-hint">${say("askHint")}</p>
      <p class="note found" role="status">${this.#status(say)}</p>
    </form>`;
  }

  #status(say: Words): unknown {
    if (this.isFinding) return say("finding");
    if (this.hits === undefined) return nothing;
    return this.hits.length === 0 ? say("nothing", { asked: this.asked }) : say("found", { n: this.hits.length });
  }

  #hits(say: Words): unknown {
    const { hits } = this;
    if (hits === undefined || hits.length === 0) return nothing;
    return html`<ul class="menu hits">
      ${hits.map((hit) => {
        const words = html`<b>${hit.title}</b
          ><span class="note"><span class="kind">${say(hit.type)}</span> ${hit.text ?? ""}</span>`;
        const act = this.#chosen(hit);
        return html`<li>
          ${act === undefined ? html`<p class="hit">${words}</p>` : html`<button type="button" @click=${act}>${words}</button>`}
        </li>`;
      })}
    </ul>`;
  }

  /** What a hit leads to: a record, or a service; some places lead nowhere that this reader may go. */
  #chosen({ type, id, scenario }: SearchHit): (() => void) | undefined {
    if (scenario !== undefined && type !== "resource") return () => this.tell("linli-select", { record: id, scenario });
    const chosen = type === "scenario" ? id : scenario;
    return chosen === undefined ? undefined : () => this.tell("linli-choose", { scenario: chosen });
  }

  #needs(say: Words, street: StreetContext): unknown {
    const { offers, failed } = this;
    if (failed) {
      const again = () => (this.asked === "" ? this.#load(street) : this.#find(this.asked));
      return html`<p class="summary" role="alert">${say("failed")}</p>
        <button type="button" @click=${() => void again()}>${say("again")}</button>`;
    }
    if (offers === undefined) return html`<p class="note" role="status">${say("loading")}</p>`;
    if (offers.length === 0) return html`<p class="empty">${say("empty")}</p>`;
    const needs = needsOf(offers, say("own"));
    const looked = needs.find(({ id }) => id === this.need);
    return looked === undefined ? this.#doors(needs, say) : this.#need(looked, say);
  }

  /** All needs, each with a few of its services as a hint of what is behind it. */
  #doors(needs: readonly Need[], say: Words): TemplateResult {
    return html`<h2 tabindex="-1">${say("needs")}</h2>
      <ul class="menu needs">
        ${needs.map(
          ({ id, title, shelves }) =>
            html`<li>
              <button type="button" data-need=${id} @click=${() => void this.#look(id)}>
                <b>${title}</b><span class="note lead">${hintOf(shelves)}</span>
              </button>
            </li>`,
        )}
      </ul>`;
  }

  #need({ title, shelves }: Need, say: Words): TemplateResult {
    return html`<button type="button" class="back" @click=${() => void this.#look(undefined)}>${say("back")}</button>
      <h2 tabindex="-1">${title}</h2>
      ${shelves.map(
        (shelf) =>
          html`${shelves.length > 1 && shelf.title !== "" ? html`<h3>${shelf.title}</h3>` : nothing}
            <ul class="menu">
              ${shelf.services.map(
                ({ id, title: name, summary }) =>
                  html`<li>
                    <button type="button" @click=${() => this.tell("linli-choose", { scenario: id })}>
                      <b>${name}</b><span class="note">${summary}</span>
                    </button>
                  </li>`,
              )}
            </ul>`,
      )}`;
  }
}

/** The first services of each field, as many as a line holds. */
function hintOf(shelves: Need["shelves"]): string {
  const names = shelves.flatMap(({ services }) =>
    services.slice(0, shelves.length > 2 ? 1 : 2).map(({ title }) => title),
  );
  return names.slice(0, 3).join(" · ");
}

declare global {
  interface HTMLElementTagNameMap {
    "community-services": CommunityServices;
  }
}
