import type { Fault } from "@linli/contracts";
import { ProblemError } from "../engine.js";
import { isUnstorable } from "./check-text.js";
import { validateShape } from "./shape.js";
import type { Shape } from "./shape.js";

/** What may stand behind the `?` of an address, by name. */
export type Query = { readonly [name: string]: Shape };

type Value<S extends Shape> = S["type"] extends "integer" | "number"
  ? number
  : S["type"] extends "boolean"
    ? boolean
    : string;

/** What was read from a query, by name. */
export type Read<Q extends Query> = { readonly [K in keyof Q]?: Value<Q[K]> };

/**
 * Reads the query of an address. What is unknown or said twice is refused: a filter that is misspelt would else give
 * what nobody asked for.
 * @throws ProblemError invalid
 */
export function readQuery<const Q extends Query>(url: string, query: Q): Read<Q> {
  const read: Record<string, string | number | boolean> = {};
  const faults: Fault[] = [];
  for (const [name, text] of new URL(url).searchParams) {
    const shape = Object.hasOwn(query, name) ? query[name] : undefined;
    if (shape === undefined) faults.push({ at: `/${name}`, keyword: "additionalProperties" });
    else if (name in read) faults.push({ at: `/${name}`, keyword: "uniqueItems" });
    else if (isUnstorable(text)) faults.push({ at: `/${name}`, keyword: "format", limit: "text" });
    else read[name] = valueOf(shape, text);
  }
  faults.push(
    ...validateShape({ type: "object", properties: query })(read).filter((one) => !faults.some((f) => f.at === one.at)),
  );
  if (faults.length > 0) throw new ProblemError("invalid", { faults });
  return read as Read<Q>;
}

function valueOf({ type }: Shape, text: string): string | number | boolean {
  if (type === "boolean") return text === "true" || (text === "false" ? false : text);
  const number = type === "integer" || type === "number" ? Number(text) : Number.NaN;
  return text.trim() === "" || Number.isNaN(number) ? text : number;
}
