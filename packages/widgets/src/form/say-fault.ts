import type { Fault, JsonSchema } from "@linli/contracts";
import type { UiKey, Words } from "../lib/words.js";

/** A fault, and words for it where somebody else has chosen them: the hub, or a contract's check. */
export interface SaidFault extends Fault {
  readonly message?: string | undefined;
}

const chosenTypes = new Set(["resourceId", "personId", "period", "place", "point", "photo", "photos", "file", "files"]);
const wellKnown: { readonly [type: string]: UiKey } = {
  mobile: "faultMobile",
  phone: "faultPhone",
  nationalId: "faultNationalId",
  creditCode: "faultCreditCode",
};
const byKeyword: { readonly [keyword: string]: UiKey } = {
  consent: "faultConsent",
  const: "faultConsent",
  exclusiveMaximum: "faultMaximum",
  exclusiveMinimum: "faultMinimum",
  maximum: "faultMaximum",
  maxItems: "faultMaxItems",
  maxLength: "faultMaxLength",
  minimum: "faultMinimum",
  minItems: "faultMinItems",
  minLength: "faultMinLength",
  uniqueItems: "faultUnique",
};

/** Says what is wrong with a field and how to mend it. */
export function sayFault(fault: SaidFault, schema: JsonSchema | undefined, field: string, words: Words): string {
  if (fault.message !== undefined) return fault.message;
  const type = String(schema?.["x-type"] ?? "");
  const isMoney = type === "fen" && typeof fault.limit === "number";
  return words.say(keyOf(fault, schema, type), { field, n: isMoney ? Number(fault.limit) / 100 : fault.limit });
}

function keyOf({ keyword, limit }: Fault, schema: JsonSchema | undefined, type: string): UiKey {
  const isEmpty = keyword === "required" || (keyword === "minLength" && limit === 1);
  if (type === "place" || type === "point") return "faultPlace";
  if (isEmpty || keyword === "enum" || (keyword === "minItems" && limit === 1)) return isChosen(schema, type) ? "faultChoose" : "faultFill";
  if (keyword === "type" && (schema?.type === "integer" || schema?.type === "number")) return "faultNumber";
  return byKeyword[keyword] ?? wellKnown[type] ?? (keyword === "format" || keyword === "pattern" ? "faultFormat" : "faultOther");
}

const isChosen = (schema: JsonSchema | undefined, type: string) =>
  chosenTypes.has(type) || schema?.enum !== undefined || schema?.type === "boolean" || schema?.type === "array";
