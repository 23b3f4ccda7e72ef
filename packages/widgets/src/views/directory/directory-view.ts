import { html, nothing } from "lit";
import type { PropertyDeclarations, TemplateResult } from "lit";
import type { JsonObject, RecordView, ResourceView } from "@linli/contracts";
import { BoardView, form } from "../../board/board-view.js";
import type { Board } from "../../board/board-view.js";
import type { Entry, Shelf } from "../../board/shelf.js";
import { put } from "../../form/pointers.js";
import "../../map/community-where.js";
import { sayMetres } from "../../lib/say-metres.js";
import type { MapPlace } from "../../map/map-place.js";
import { sayDay } from "../../lib/say-time.js";
import type { Words } from "../../lib/words.js";
import { directoryWords } from "./directory-words.js";
import { factsList, phonesIn, wordsOfThing } from "./facts-list.js";

const most = 300;

/**
 * Places and services to be found: by words, by kind, open now, the nearest first; with a number to ring up and the way
 * there. What is wrong can be said at the thing itself.
 *
 * @fires {CustomEvent<undefined>} refresh - What can be had has changed, it should be loaded again; does not bubble.
 */
export class DirectoryView extends BoardView {
  static override properties: PropertyDeclarations = {
    things: { state: true },
    typed: { state: true },
    facets: { state: true },
    openNow: { state: true },
    near: { state: true },
    note: { state: true },
  };

  declare things: readonly ResourceView[] | undefined;
  /** What is sought. */
  declare typed: string;
  /** What is chosen of each facet. */
  declare facets: JsonObject;
  declare openNow: boolean;
  /** Where the reader is: `lat,lon`. */
  declare near: string | undefined;
  declare note: string | undefined;

  /** What the map shows, the same as long as the list is. */
  #placesOf: { readonly key: string; readonly places: readonly MapPlace[] } = { key: "", places: [] };

  constructor() {
    super();
    this.typed = "";
    this.facets = {};
    this.openNow = false;
  }

  protected override shelves({ screen }: Board): readonly Shelf[] {
    const say = directoryWords(screen.words.locale);
    return [
      { id: "desk", name: say("desk"), query: { for: "handler" }, empty: say("noneDesk"), shy: true },
      { id: "mine", name: say("mine"), query: { mine: true }, empty: say("noneMine"), shy: true },
    ];
  }

  protected override entry(view: RecordView, { screen }: Board): Entry {
    const { says, text, reason } = view.record;
    return {
      what: view.uses[0]?.name ?? screen.words.label("title"),
      about: [String(says ?? text ?? reason ?? ""), sayDay(view.opened.slice(0, 10), screen.words)],
    };
  }

  protected override async reload(): Promise<void> {
    const { board } = this;
    if (board === undefined) return;
    await Promise.all([super.reload(), this.#find(board)]);
  }

  async #find({ screen: { contract, street } }: Board): Promise<void> {
    const kind = contract.settings.kind ?? contract.uses?.[0]?.kind;
    const found: ResourceView[] = [];
    const query = {
      ...(typeof kind === "string" && { kind }),
      ...(this.near !== undefined && { near: this.near }),
      ...(this.openNow && { open: "now" as const }),
    };
    for await (const one of street.client.resources(query)) {
      found.push(one);
      if (found.length >= most) break;
    }
    this.things = found;
  }

  protected override head(board: Board): unknown {
    const { words } = board.screen;
    const say = directoryWords(words.locale);
    const { things } = this;
    if (things === undefined) return html`<p class="note" role="status">${this.say("loading")}</p>`;
    if (things.length === 0 && !this.openNow) return html`<p class="empty">${say("nothing")}</p>`;
    const shown = things.filter((one) => this.#fits(one, words));
    return html`<search class="finding">
        <input
          type="search"
          name="?find"
          autocomplete="off"
          aria-label=${say("search")}
          placeholder=${say("search")}
          .value=${this.typed}
          @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value.trim().toLowerCase())}
        />
        ${this.#facets(things, board)} ${this.#switches(things, board)}
      </search>
      <p class="note" role="status">
        ${shown.length === 0 ? say("none") : say("found", { n: shown.length })} ${this.note ?? ""}
      </p>
      <community-where
        opens
        .label=${words.label("title")}
        .places=${this.#places(shown, board)}
        @map-open=${({ detail }: CustomEvent<string>) => void this.#open(detail)}
      ></community-where>
      <ul class="rows things">
        ${shown.map((one) => this.#thing(one, board))}
      </ul>
      <button type="button" class="print" @click=${() => print()}>${say("print")}</button>`;
  }

  #places(shown: readonly ResourceView[], { flow }: Board): readonly MapPlace[] {
    const key = shown.map(({ id, metres }) => `${id} ${String(metres)}`).join();
    if (key !== this.#placesOf.key) {
      const places = shown.flatMap(({ id, name, place, metres }) =>
        place === undefined
          ? []
          : [
              {
                ...place,
                id,
                name,
                note: [place.address, metres && sayMetres(metres, flow)].filter(Boolean).join(" · "),
              },
            ],
      );
      this.#placesOf = { key, places };
    }
    return this.#placesOf.places;
  }

  /** Unfolds a thing in the list and takes the reader there. */
  async #open(id: string): Promise<void> {
    const thing = this.renderRoot.querySelector<HTMLDetailsElement>(`[data-thing="${CSS.escape(id)}"]`);
    if (thing === null) return;
    thing.open = true;
    await this.focusOn(`[data-thing="${CSS.escape(id)}"] summary`);
  }

  #fits(one: ResourceView, words: Words): boolean {
    const has = Object.entries(this.facets).every(([name, chosen]) => {
      const value = one.value[name];
      return Array.isArray(value) ? value.includes(chosen) : value === chosen;
    });
    return (
      has && (this.typed === "" || this.typed.split(/\s+/).every((word) => wordsOfThing(one, words).includes(word)))
    );
  }

  #facets(things: readonly ResourceView[], { screen }: Board): unknown {
    const { search } = screen.contract.settings as { readonly search?: { readonly facets?: readonly string[] } };
    return (search?.facets ?? []).map((pointer) => {
      const name = pointer.slice(1);
      const kind = things[0]?.kind ?? "";
      const path = `resource/${kind}/${name}`;
      const choices = [...new Set(things.flatMap(({ value }) => value[name] ?? []).flat())];
      if (choices.length < 2) return nothing;
      return html`<label class="row facet"
        ><span>${screen.words.label(path)}</span>
        <select
          class="short"
          name=${`?${name}`}
          @change=${(event: Event) => {
            const { value } = event.target as HTMLSelectElement;
            const { [name]: _, ...others } = this.facets;
            this.facets = value === "" ? others : { ...others, [name]: value };
          }}
        >
          <option value="">${directoryWords(screen.words.locale)("all")}</option>
          ${choices.map((one) => html`<option value=${String(one)}>${screen.words.label(`${path}=${String(one)}`, String(one))}</option>`)}
        </select></label
      >`;
    });
  }

  #switches(things: readonly ResourceView[], board: Board): unknown {
    const say = directoryWords(board.screen.words.locale);
    const hasHours = this.openNow || things.some(({ openNow }) => openNow !== undefined);
    const hasPlaces = things.some(({ place }) => place !== undefined);
    const toggle = (event: Event) => {
      this.openNow = (event.target as HTMLInputElement).checked;
      void this.#find(board);
    };
    return html`<div class="picks">
      ${
        hasHours
          ? html`<label class="pick"
              ><input type="checkbox" name="?open" .checked=${this.openNow} @change=${toggle} /><span
                >${say("openNow")}</span
              ></label
            >`
          : nothing
      }
      ${hasPlaces ? html`<button type="button" aria-pressed=${this.near !== undefined} @click=${() => this.#locate(board)}>${say("nearMe")}</button>` : nothing}
    </div>`;
  }

  #locate(board: Board): void {
    const say = directoryWords(board.screen.words.locale);
    this.note = say("locating");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        this.near = `${coords.latitude.toFixed(5)},${coords.longitude.toFixed(5)}`;
        this.note = undefined;
        void this.#find(board);
      },
      () => (this.note = say("noPlace")),
    );
  }

  #thing(one: ResourceView, board: Board): TemplateResult {
    const { words } = board.screen;
    const say = directoryWords(words.locale);
    const facts = factsList(one, words);
    const short = facts
      .slice(0, 3)
      .map(([, said]) => said.join(" "))
      .join(" · ");
    const { place } = one;
    return html`<li>
      <details class="thing" data-thing=${one.id}>
        <summary>
          <span class="line"
            ><b class="what">${one.name}</b>
            ${one.openNow === undefined ? nothing : html`<span class="how">${say(one.openNow ? "isOpen" : "isClosed")}</span>`}</span
          >
          <span class="line about"
            >${short}
            ${one.metres === undefined ? nothing : html`<span class="signs">${sayMetres(one.metres, board.flow)}</span>`}</span
          >
        </summary>
        <dl class="facts">
          ${facts.map(
            ([name, said]) =>
              html`<div>
                <dt>${name}</dt>
                <dd>${said.map((line) => html`<p>${line}</p>`)}</dd>
              </div>`,
          )}
          ${
            place?.address === undefined
              ? nothing
              : html`<div>
                  <dt>${say("where")}</dt>
                  <dd>${place.address}</dd>
                </div>`
          }
        </dl>
        <div class="row where">
          ${phonesIn(one.value).map((n) => html`<a class="button" href="tel:${n}">${say("call", { n })}</a>`)}
          ${place === undefined ? nothing : html`<a class="button" href="geo:${place.lat},${place.lon}?q=${place.lat},${place.lon}">${say("route")}</a>`}
          ${this.beginning(board) === "" ? nothing : html`<button type="button" @click=${() => this.#correct(one)}>${say("correct")}</button>`}
        </div>
      </details>
    </li>`;
  }

  #correct({ id }: ResourceView): void {
    const use = this.screen?.contract.uses?.[0];
    if (use !== undefined) put(this.value, use.at, id);
    this.keep();
    void this.go(form);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-directory-view": DirectoryView;
  }
}
