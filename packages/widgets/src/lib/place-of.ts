import type { PlaceView, RecordView } from "@linli/contracts";

/** Where a record is: the first of its fields that is a point on the map. */
export function placeOf({ record }: Pick<RecordView, "record">): PlaceView | undefined {
  const found = Object.values(record).find((value) => typeof (value as Partial<PlaceView> | null)?.lat === "number");
  return found as PlaceView | undefined;
}
