import type { RecordView } from "@linli/contracts";
import { placeIn } from "../lib/place-in.js";
import { placeOf } from "../lib/place-of.js";
import { sayMetres } from "../lib/say-metres.js";
import type { Standing } from "../standing/standing.js";
import type { MapPlace } from "./map-place.js";

const made = new WeakMap<object, readonly MapPlace[]>();

const used = new WeakMap<object, readonly MapPlace[]>();

/** What a record uses, where it is. */
export function placesOfUses(view: RecordView): readonly MapPlace[] {
  const places =
    used.get(view) ??
    view.uses.flatMap(({ id, name, place }) =>
      place === undefined ? [] : [{ id, name, lat: place.lat, lon: place.lon, note: place.address }],
    );
  used.set(view, places);
  return places;
}

/** What a map of a record shows: where it is, what was found near it, where somebody has proved that he is there. */
export function placesAround({ view, screen, flow }: Standing): readonly MapPlace[] {
  const before = made.get(view);
  if (before !== undefined) return before;
  const { words } = screen;
  const here = placeOf(view);
  const near = [...view.uses, ...(view.nearest ?? [])].flatMap(({ id, kind, name, place, metres }) =>
    place === undefined
      ? []
      : [
          {
            id,
            name,
            lat: place.lat,
            lon: place.lon,
            sort: "helper" as const,
            note: [
              words.label(`resource/${kind}/title`),
              place.address,
              metres === undefined ? undefined : sayMetres(metres, flow),
            ]
              .filter(Boolean)
              .join(" · "),
          },
        ],
  );
  const places: readonly MapPlace[] = [
    ...(here === undefined
      ? []
      : [
          {
            id: view.id,
            name: words.label("title"),
            lat: here.lat,
            lon: here.lon,
            sort: "matter" as const,
            note: placeIn(view.record),
          },
        ]),
    ...near,
  ];
  made.set(view, places);
  return places;
}
