import { streetAbove } from "../lib/street-above.js";
import type { MapPoint } from "./map-place.js";

/** Which coordinates a basemap is drawn in. */
export type Datum = "WGS-84" | "GCJ-02";

/** What lies under the places of a map. */
export interface Basemap {
  /** Address of tiles with `{z}`, `{x}` and `{y}` (Web Mercator); absent: the plain drawing, which needs no network. */
  readonly tiles: string | undefined;
  readonly datum: Datum;
  /** Who made it, in words. */
  readonly attribution: string | undefined;
  /** Address of a GeoJSON file (RFC 7946, so WGS-84) that is drawn where there are no tiles: roads, water, boundaries. */
  readonly shapes: string | undefined;
  /** Where it opens when nothing else says so. */
  readonly centre: MapPoint | undefined;
}

/** Reads what the nearest `<community-street>` above an element says of its basemap. */
export function basemapAround(element: Element): Basemap {
  const street = streetAbove(element);
  const said = (name: string) => street?.getAttribute(`map-${name}`) ?? undefined;
  const [lat, lon] = (said("centre") ?? "").split(",").map(Number);
  return {
    tiles: said("tiles"),
    datum: said("datum") === "GCJ-02" ? "GCJ-02" : "WGS-84",
    attribution: said("attribution"),
    shapes: said("shapes"),
    centre: lat !== undefined && lon !== undefined && lat !== 0 ? { lat, lon } : undefined,
  };
}
