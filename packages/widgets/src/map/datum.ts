import type library from "gcoord";
import type { Datum } from "./basemap.js";
import type { MapPoint } from "./map-place.js";

/** Takes points from what records carry (WGS-84) to what a basemap is drawn in, and back. */
export interface DatumShift {
  readonly onto: (point: MapPoint) => MapPoint;
  readonly back: (point: MapPoint) => MapPoint;
}

const same: DatumShift = { onto: (point) => point, back: (point) => point };

/** The shift for a basemap; what computes it is loaded only where one is needed. */
export async function loadDatumShift(datum: Datum): Promise<DatumShift> {
  if (datum === "WGS-84") return same;
  // Its types say that the default lies one deeper than it does.
  const { default: gcoord } = (await import("gcoord")) as unknown as { readonly default: typeof library.default };
  const { transform, WGS84, GCJ02 } = gcoord;
  return {
    onto: ({ lat, lon }) => asPoint(transform([lon, lat], WGS84, GCJ02)),
    back: ({ lat, lon }) => asPoint(transform([lon, lat], GCJ02, WGS84)),
  };
}

const asPoint = ([lon = 0, lat = 0]: readonly number[]): MapPoint => ({ lat, lon });
