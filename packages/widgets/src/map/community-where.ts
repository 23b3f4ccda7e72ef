import { html, nothing } from "lit";
import type { PropertyDeclarations } from "lit";
import { defineElement } from "../lib/define-element.js";
import { LinliElement } from "../lib/linli-element.js";
import type { MapPlace } from "./map-place.js";
import { mapWords } from "./map-words.js";

/**
 * A button that opens a map of some places, and the map below it: nothing of the map is loaded before somebody wants it.
 *
 * @fires {CustomEvent<string>} map-open - Somebody wants to see more of a place, by its id; does not bubble.
 */
export class CommunityWhere extends LinliElement {
  static override properties: PropertyDeclarations = {
    places: { attribute: false },
    label: {},
    opens: { type: Boolean },
    isOpen: { state: true },
  };

  declare places: readonly MapPlace[];
  /** What it is a map of, in words. */
  declare label: string | undefined;
  /** What is chosen can be looked at closer. */
  declare opens: boolean;
  declare isOpen: boolean;

  constructor() {
    super();
    this.places = [];
    this.opens = false;
    this.isOpen = false;
  }

  readonly #toggle = (): void => {
    this.isOpen = !this.isOpen;
    if (this.isOpen) void import("./define.js");
  };

  protected override content(): unknown {
    if (this.places.length === 0) return nothing;
    const say = mapWords(this.street?.locale ?? "");
    const look = ({ detail }: CustomEvent<string>) => this.dispatchEvent(new CustomEvent("map-open", { detail }));
    return html`<div class="field">
      <div class="row">
        <button type="button" aria-expanded=${this.isOpen} @click=${this.#toggle}>
          ${say(this.isOpen ? "close" : "open")}
        </button>
      </div>
      ${
        this.isOpen
          ? html`<community-map
              .places=${this.places}
              .label=${this.label}
              .opens=${this.opens}
              .chosen=${this.places.length === 1 ? this.places[0]?.id : undefined}
              @map-open=${look}
            ></community-map>`
          : nothing
      }
    </div>`;
  }
}

defineElement("community-where", CommunityWhere);

declare global {
  interface HTMLElementTagNameMap {
    "community-where": CommunityWhere;
  }
}
