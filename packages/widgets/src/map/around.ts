import type { ResourceView } from "@linli/contracts";
import type { StreetContext } from "../street/context.js";
import type { MapPlace } from "./map-place.js";

/** What lies around in a street, to find one's way by: its things, and its neighbourhoods in the middle of theirs. */
export interface Around {
  readonly landmarks: readonly MapPlace[];
  readonly communities: readonly MapPlace[];
}

const most = 200;
const known = new WeakMap<object, Promise<Around>>();

/** Reads it once for a street. */
export function readAround(street: StreetContext): Promise<Around> {
  const before = known.get(street.client);
  if (before !== undefined) return before;
  const asked = read(street).catch(() => {
    known.delete(street.client);
    return { landmarks: [], communities: [] };
  });
  known.set(street.client, asked);
  return asked;
}

/** A thing as a map shows it; `undefined`: nobody knows where it is. */
export function placeOfThing({ id, name, place }: ResourceView): MapPlace | undefined {
  return place && { id, name, lat: place.lat, lon: place.lon, note: place.address };
}

async function read({ client, info }: StreetContext): Promise<Around> {
  const { communities } = await info();
  const found: ResourceView[] = [];
  for await (const one of client.resources({})) {
    if (one.place !== undefined) found.push(one);
    if (found.length >= most) break;
  }
  return {
    landmarks: found.flatMap((one) => placeOfThing(one) ?? []),
    communities: communities.flatMap(({ id, name = id }) => {
      const places = found.flatMap(({ community, place }) => (community === id && place !== undefined ? [place] : []));
      // The middle one, which a thing that lies far off does not move.
      const middle = (of: "lat" | "lon") => places.map((place) => place[of]).sort((a, b) => a - b)[places.length >> 1];
      const [lat, lon] = [middle("lat"), middle("lon")];
      return lat === undefined || lon === undefined ? [] : [{ id: `?${id}`, name, lat, lon }];
    }),
  };
}
