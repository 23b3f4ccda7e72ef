import type { Json, JsonObject, JsonSchema } from "@linli/contracts";
import { schemaAt } from "./schema-at.js";

/** Something that is asked in one go. */
export interface Leaf {
  readonly at: string;
  readonly wanted: Json;
  readonly schema: JsonSchema;
}

const whole = new Set(["place", "point", "period", "photo", "photos", "file", "files"]);

/** The parts of a value that are asked one by one, in the order in which the form has them. */
export function leaves(schema: JsonSchema, value: JsonObject, at = ""): readonly Leaf[] {
  const order = Object.keys((schema.properties ?? {}) as JsonObject);
  const names = Object.keys(value).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return names.flatMap((name): readonly Leaf[] => {
    const wanted = value[name] as Json;
    const here = `${at}/${name}`;
    const own = schemaAt(schema, name);
    const isWhole =
      whole.has(String(own["x-type"])) || typeof wanted !== "object" || wanted === null || Array.isArray(wanted);
    return isWhole ? [{ at: here, wanted, schema: own }] : leaves(own, wanted as JsonObject, here);
  });
}
