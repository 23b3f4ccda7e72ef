import type { Json, JsonObject } from "@linli/contracts";

/** Where it is, in words: the address of a place, or of a home with its building, unit and room. */
export function placeIn(record: JsonObject): string | undefined {
  for (const value of Object.values(record)) {
    const said = addressIn(value);
    if (said !== undefined) return said;
  }
  return undefined;
}

function addressIn(value: Json | undefined): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { address, text, building, unit, room } = value as JsonObject;
  const line = address ?? text;
  if (typeof line !== "string") return undefined;
  return [line, building, unit, room].filter((one) => typeof one === "string").join(" ");
}
