import { html, nothing } from "lit";
import type { PropertyDeclarations, PropertyValues } from "lit";
import type { Say } from "../lib/own-words.js";
import { LinliElement } from "../lib/linli-element.js";
import { css } from "../sheets/map.css.js";
import { addStyles } from "../sheets/sheets.js";
import type { StreetContext } from "../street/context.js";
import { placeOfThing, readAround } from "./around.js";
import type { Around } from "./around.js";
import { basemapAround } from "./basemap.js";
import type { Basemap } from "./basemap.js";
import type { DrawnMap } from "./draw-map.js";
import { minutesToWalk } from "./grid.js";
import type { MapPlace, MapPoint } from "./map-place.js";
import { mapWords } from "./map-words.js";

addStyles(css);

type MapSay = ReturnType<typeof mapWords> extends Say<infer Key> ? Say<Key> : never;

/** Who walks longer asks for the bus. */
const mostMinutes = 40;
const nothingAround: Around = { landmarks: [], communities: [] };

/**
 * A map of places in a street: to look at, or to say where something is. Shows what it is given, or all things of a kind;
 * with what it has loaded itself it shows a list of the same. Draws itself without any network; a ground of tiles comes
 * from `map-tiles` of `<community-street>`, in the coordinates that `map-datum` names.
 *
 * @fires {CustomEvent<MapPoint>} map-pick - A point was taken, WGS-84; does not bubble.
 * @fires {CustomEvent<string>} map-choose - A place was chosen, by its id; does not bubble.
 * @fires {CustomEvent<string>} map-open - Somebody wants to see more of a chosen place; does not bubble.
 */
export class CommunityMap extends LinliElement {
  static override properties: PropertyDeclarations = {
    kind: {},
    label: {},
    chosen: {},
    picks: { type: Boolean },
    opens: { type: Boolean },
    places: { attribute: false },
    point: { attribute: false },
    here: { state: true },
    around: { state: true },
    found: { state: true },
    metres: { state: true },
    said: { state: true },
    drawing: { state: true },
    basemap: { state: true },
  };

  /** Shows the street's things of this kind; with neither kind nor places, all things. */
  declare kind: string | undefined;
  /** What it is a map of, in words. */
  declare label: string | undefined;
  /** Id of the place that is looked at. */
  declare chosen: string | undefined;
  /** A point is taken on it. */
  declare picks: boolean;
  /** What is chosen can be looked at closer. */
  declare opens: boolean;
  /** What is shown, in place of what it would load. */
  declare places: readonly MapPlace[] | undefined;
  /** The point that was taken. */
  declare point: MapPoint | undefined;
  declare here: MapPoint | undefined;
  declare around: Around;
  declare found: readonly MapPlace[] | undefined;
  /** Side of a square, in metres; `undefined`: there are none. */
  declare metres: number | undefined;
  /** What has just happened. */
  declare said: "locating" | "noPlace" | "noTiles" | "picked" | "nowhere" | "" | undefined;
  declare drawing: "begun" | "drawn" | "failed" | undefined;
  declare basemap: Basemap | undefined;
  #map: DrawnMap | undefined;
  #isFitted = false;
  readonly #dark = matchMedia("(prefers-color-scheme: dark)");
  readonly #repaint = (): void => this.#map?.repaint();

  constructor() {
    super();
    this.around = nothingAround;
    this.picks = false;
    this.opens = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dark.addEventListener("change", this.#repaint);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dark.removeEventListener("change", this.#repaint);
    this.#map?.close();
    this.#map = undefined;
    this.drawing = undefined;
  }

  protected override streetChanged(street: StreetContext): void {
    super.streetChanged(street);
    this.basemap = basemapAround(this);
    void readAround(street).then((around) => (this.around = around));
    if (this.places === undefined) void this.#find(street);
    this.#repaint();
  }

  async #find({ client }: StreetContext): Promise<void> {
    const found: MapPlace[] = [];
    try {
      for await (const one of client.resources({ ...(this.kind !== undefined && { kind: this.kind }) })) {
        const place = placeOfThing(one);
        if (place !== undefined) found.push(place);
      }
    } catch {
      // What was found until then is shown.
    }
    this.found = this.picks ? [] : found;
  }

  /** All that is shown. */
  get #shown(): readonly MapPlace[] {
    return this.places ?? this.found ?? [];
  }

  get #say(): MapSay {
    return mapWords(this.street?.locale ?? "") as MapSay;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const canvas = this.renderRoot.querySelector<HTMLElement>(".canvas");
    if (canvas === null || this.basemap === undefined) return;
    if (this.drawing === undefined) void this.#draw(canvas, this.basemap);
    else this.#show(changed.has("places") || changed.has("found") || changed.has("around"));
  }

  async #draw(canvas: HTMLElement, basemap: Basemap): Promise<void> {
    this.drawing = "begun";
    try {
      const { drawMap } = await import("./draw-map.js");
      const map = await drawMap(canvas, basemap, {
        pointed: (point, place) => this.#pointed(point, place),
        measured: (metres) => (this.metres = metres),
        withoutTiles: () => (this.said = "noTiles"),
      });
      if (!this.isConnected) return map.close();
      this.#map = map;
      this.drawing = "drawn";
    } catch {
      this.drawing = "failed";
    }
  }

  #show(isNew: boolean): void {
    const say = this.#say;
    const { point, here, chosen, around } = this;
    this.#map?.show({
      ...around,
      places: this.#shown,
      chosen,
      point: point && { ...point, name: say("chosen") },
      here: here && { ...here, name: say("you") },
    });
    if (this.#map === undefined || (this.#isFitted && !isNew)) return;
    this.#isFitted = this.#map.fit();
    const isUnknown = !this.#isFitted && this.around !== nothingAround;
    if (isUnknown && this.said === undefined) this.said = "nowhere";
    if (this.#isFitted && this.said === "nowhere") this.said = "";
  }

  #pointed(point: MapPoint, place: string | undefined): void {
    if (this.picks) return this.#pick(point);
    if (place !== undefined) this.#choose(place);
  }

  #pick(point: MapPoint): void {
    this.point = point;
    this.said = "picked";
    this.dispatchEvent(new CustomEvent<MapPoint>("map-pick", { detail: point }));
  }

  #choose(id: string): void {
    this.chosen = id;
    this.dispatchEvent(new CustomEvent<string>("map-choose", { detail: id }));
  }

  #locate(): void {
    this.said = "locating";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        this.said = "";
        this.here = { lat: coords.latitude, lon: coords.longitude };
        this.#isFitted = true;
        this.#map?.moveTo(this.here);
      },
      () => (this.said = "noPlace"),
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
    );
  }

  readonly #keyed = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !this.picks || this.#map === undefined) return;
    event.preventDefault();
    this.#pick(this.#map.middle());
  };

  protected override content(): unknown {
    const say = this.#say;
    const { drawing, picks, label } = this;
    if (drawing === "failed")
      return html`<p class="note" role="status">${say("failed")}</p>
        ${this.#list(say)}`;
    const name = label === undefined ? say("map") : say("mapOf", { what: label });
    const status = drawing === "drawn" ? (this.said ? say(this.said) : "") : say("loading");
    return html`<div class="map" part="map" role="group" aria-label=${name}>
      ${picks ? html`<p class="note">${say("pickHint")}</p>` : nothing}
      <div class="ground">
        <div
          class="canvas"
          tabindex="0"
          role="application"
          aria-label=${name}
          aria-describedby="map-keys"
          @keydown=${this.#keyed}
        ></div>
        ${picks ? html`<div class="cross"></div>` : nothing}
        <p class="note">${this.#measure(say)}</p>
      </div>
      <p class="unseen" id="map-keys">${say(picks ? "keysPick" : "keys")}</p>
      <div class="map-tools">
        <button type="button" @click=${() => this.#map?.zoomBy(1)}>＋ ${say("larger")}</button>
        <button type="button" @click=${() => this.#map?.zoomBy(-1)}>－ ${say("smaller")}</button>
        <button type="button" @click=${() => this.#map?.fit()}>${say("whole")}</button>
        <button type="button" @click=${() => this.#locate()}>${say("here")}</button>
        ${
          picks
            ? html`<button type="button" class="sure" @click=${() => this.#map && this.#pick(this.#map.middle())}>
                ${say("pickMiddle")}
              </button>`
            : nothing
        }
      </div>
      <p class="note" role="status">${status}</p>
      ${this.#spot(say)} ${this.#list(say)}
    </div>`;
  }

  #measure(say: MapSay): string {
    const { metres, basemap } = this;
    if (metres === undefined) return basemap?.attribution ?? "";
    const minutes = minutesToWalk(metres);
    const side =
      metres < 1000
        ? say("grid", { n: metres, minutes })
        : say(minutes > mostMinutes ? "gridFar" : "gridKm", { n: metres / 1000, minutes });
    return `${side} · ${say("north")}`;
  }

  #away(place: MapPoint, say: MapSay): string {
    if (this.here === undefined || this.#map === undefined) return "";
    const metres = this.#map.apart(this.here, place);
    const far =
      metres < 1000
        ? say("metres", { n: Math.round(metres / 10) * 10 })
        : say("kilometres", { n: Math.round(metres / 100) / 10 });
    return say("away", { metres: far });
  }

  /** What is known of the place that is looked at. */
  #spot(say: MapSay): unknown {
    const place = this.#shown.find(({ id }) => id === this.chosen);
    if (place === undefined) return nothing;
    const { id, name, note, lat, lon } = place;
    const open = () => this.dispatchEvent(new CustomEvent<string>("map-open", { detail: id }));
    return html`<div class="spot" role="status">
      <p><b>${name}</b></p>
      ${[note ?? "", this.#away(place, say)].filter(Boolean).map((one) => html`<p class="note">${one}</p>`)}
      <div class="row">
        ${this.opens ? html`<button type="button" @click=${open}>${say("choose")}</button>` : nothing}
        <a class="button" href="geo:${lat},${lon}?q=${lat},${lon}">${say("route")}</a>
      </div>
    </div>`;
  }

  /** The same in words, for what it has loaded itself: who shows places on it has a list of its own. */
  #list(say: MapSay): unknown {
    if (this.places !== undefined || this.picks || this.found === undefined) return nothing;
    if (this.found.length === 0) return html`<p class="note">${say("nothing")}</p>`;
    const look = (place: MapPlace) => {
      this.#choose(place.id);
      this.#map?.moveTo(place);
    };
    return html`<ul class="map-list" aria-label=${say("places")}>
      ${this.found.map(
        (one) =>
          html`<li>
            <button type="button" aria-pressed=${one.id === this.chosen} @click=${() => look(one)}>
              <b>${one.name}</b>
              <span class="note">${[one.note, this.#away(one, say)].filter(Boolean).join(" · ")}</span>
            </button>
          </li>`,
      )}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "community-map": CommunityMap;
  }
}
