import { html, nothing } from "lit";
import type { Json, JsonObject, Pointer, ResourceView } from "@linli/contracts";
import { group, invalid, noteId } from "../form/frame.js";
import type { FormHost } from "../form/host.js";
import type { SpecialControl } from "../form/special-controls.js";
import type { MapPlace, MapPoint } from "../map/map-place.js";

/** What a form knows while a place is being told. */
interface Asking {
  state: "idle" | "asking" | "refused";
  /** A map is open. */
  map: boolean;
  known: readonly ResourceView[];
}

const mostKnown = 60;
const none: readonly MapPlace[] = [];

const kept = new WeakMap<FormHost, Map<Pointer, Asking>>();

function askingAt(host: FormHost, at: Pointer): Asking {
  let byField = kept.get(host);
  if (byField === undefined) kept.set(host, (byField = new Map()));
  let asking = byField.get(at);
  if (asking === undefined) {
    byField.set(at, (asking = { state: "idle", map: false, known: [] }));
    void loadKnown(asking, host);
  }
  return asking;
}

async function loadKnown(asking: Asking, host: FormHost): Promise<void> {
  const known: ResourceView[] = [];
  try {
    for await (const one of host.street?.client.resources({}) ?? []) {
      if (one.place !== undefined) known.push(one);
      if (known.length >= mostKnown) break;
    }
  } catch {
    // The other ways to say a place remain.
  }
  asking.known = known;
  host.requestUpdate();
}

/** Where something is: here, on a map, near something known, and in words. Nobody needs the map. */
export const control: SpecialControl = (field, host, more) => {
  const { at, schema } = field;
  const asking = askingAt(host, at);
  const value = (host.get(at) ?? {}) as JsonObject;
  const hasWords = "address" in ((schema.properties ?? {}) as JsonObject);
  const move = (point: { readonly lat: number; readonly lon: number; readonly address?: string }) => {
    const address = point.address ?? value.address;
    host.set(at, { lat: point.lat, lon: point.lon, ...(hasWords && address !== undefined && { address }) } as Json);
    host.requestUpdate();
  };
  const here = () => {
    asking.state = "asking";
    host.requestUpdate();
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        asking.state = "idle";
        move({ lat: round(coords.latitude), lon: round(coords.longitude) });
      },
      () => {
        asking.state = "refused";
        host.requestUpdate();
      },
      { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
    );
  };
  const toggle = () => {
    asking.map = !asking.map;
    if (asking.map) void import("../map/define.js");
    host.requestUpdate();
  };
  const near = (event: Event) => {
    const one = asking.known.find(({ id }) => id === (event.target as HTMLSelectElement).value);
    if (one?.place !== undefined) move({ ...one.place, address: (value.address as string | undefined) ?? one.name });
  };
  const typed = (event: Event) => {
    const text = (event.target as HTMLInputElement).value.trim();
    host.set(`${at}/address`, text === "" ? undefined : text);
  };
  const status = {
    idle: value.lat === undefined ? "" : more.placeKnown,
    asking: more.placeAsking,
    refused: more.placeRefused,
  };
  return group(
    field,
    host,
    html`<div class="picks">
        <button type="button" @click=${here}>${more.useMyPlace}</button>
        <button type="button" aria-expanded=${asking.map} @click=${toggle}>
          ${asking.map ? more.closeMap : more.onTheMap}
        </button>
      </div>
      ${
        asking.map
          ? html`<community-map
              picks
              .label=${host.labelOf(at)}
              .places=${none}
              .point=${value.lat === undefined ? undefined : value}
              @map-pick=${({ detail }: CustomEvent<MapPoint>) => move(detail)}
            ></community-map>`
          : nothing
      }
      <p class="note" role="status">${status[asking.state]}</p>
      ${
        asking.known.length === 0
          ? nothing
          : html`<label for="near-${at}">${more.nearTo}</label>
              <select id="near-${at}" @change=${near}>
                <option value="">${more.choose}</option>
                ${asking.known.map((one) => html`<option value=${one.id}>${one.name}</option>`)}
              </select>`
      }
      ${
        hasWords
          ? html`<label for="words-${at}">${more.placeInWords}</label>
              <input
                id="words-${at}"
                autocomplete="street-address"
                .value=${String(value.address ?? "")}
                @input=${typed}
                aria-describedby=${noteId(at)}
                aria-invalid=${invalid(at, host)}
              />`
          : nothing
      }`,
  );
};

// About a metre.
const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
