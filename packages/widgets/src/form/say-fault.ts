import type { Fault, JsonSchema } from "@linli/contracts";
import { fill } from "../lib/words.js";
import { inLanguage } from "../ui/in-language.js";
import type { Faults } from "../ui/faults/zh-CN.js";
import type { SaidFault } from "./form-model.js";

/** What is known of a faulty field. */
export interface Faulty {
  readonly schema: JsonSchema | undefined;
  /** Its label. */
  readonly field: string;
}

/** Loads how faults are said in a language. */
export async function loadFaultWords(locale: string): Promise<(fault: SaidFault, faulty: Faulty) => string> {
  const modules = {
    "zh-CN": () => import("../ui/faults/zh-CN.js"),
    en: () => import("../ui/faults/en.js"),
    ko: () => import("../ui/faults/ko.js"),
  };
  const { faults } = await inLanguage<{ readonly faults: Faults }>(locale, modules);
  return (fault, { schema, field }) => {
    const isMoney = schema?.["x-type"] === "fen" && typeof fault.limit === "number";
    const n = isMoney ? Number(fault.limit) / 100 : fault.limit;
    return fill(faults[keyOf(fault, schema)], { field, n });
  };
}

const chosen = /^(?:resourceId|personId|period|photos?|files?)$/;
const wellKnown = new Set(["mobile", "phone", "nationalId", "creditCode"] as const);
const byKeyword: { readonly [keyword: string]: keyof Faults } = {
  consent: "consent",
  exclusiveMaximum: "maximum",
  exclusiveMinimum: "minimum",
  maximum: "maximum",
  maxItems: "maxItems",
  maxLength: "maxLength",
  minimum: "minimum",
  minItems: "minItems",
  minLength: "minLength",
  uniqueItems: "unique",
};

function keyOf({ at, keyword, limit }: Fault, schema: JsonSchema | undefined): keyof Faults {
  const type = String(schema?.["x-type"] ?? "");
  if (type === "place" || type === "point") return "place";
  const isEmpty = keyword === "required" || ((keyword === "minLength" || keyword === "minItems") && limit === 1);
  if (schema?.const === true) return "confirm";
  if (isEmpty || keyword === "enum") {
    const isChosen =
      at.startsWith("?") ||
      chosen.test(type) ||
      schema?.enum !== undefined ||
      /boolean|array/.test(String(schema?.type));
    return isChosen ? "choose" : "fill";
  }
  if (keyword === "type") return "number";
  return byKeyword[keyword] ?? [...wellKnown].find((one) => one === type) ?? "format";
}
