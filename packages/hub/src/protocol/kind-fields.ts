import { pointersWhere, type JsonSchema, type Pointer } from "@linli/contracts";
import { sensitiveIn } from "../seal/sealed-fields.js";

/** Fields of a kind of thing that mean something to the hub. */
export interface KindFields {
  /** What is for few: marked `x-privacy`. */
  readonly hidden: readonly Pointer[];
  /** What is sensitive, and lies sealed. */
  readonly sensitive: readonly Pointer[];
  /** People, or their households, whom it concerns. */
  readonly people: readonly Pointer[];
  /** People or devices that act for it. */
  readonly actors: readonly Pointer[];
}

/** Finds these fields in a schema whose references are resolved. */
export function kindFieldsOf(schema: JsonSchema): KindFields {
  const ofType = (...types: readonly unknown[]) => pointersWhere(schema, (one) => types.includes(one["x-type"]));
  return {
    hidden: pointersWhere(schema, isPrivate),
    sensitive: sensitiveIn(schema),
    people: ofType("personId", "householdId", "subjectId"),
    actors: ofType("actorId"),
  };
}

/** Of a list of private things not even the length is shown. */
function isPrivate(schema: JsonSchema): boolean {
  const items = schema["items"];
  return "x-privacy" in schema || (typeof items === "object" && items !== null && "x-privacy" in items);
}
