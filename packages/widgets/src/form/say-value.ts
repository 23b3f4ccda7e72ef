import type { Json, JsonObject, JsonSchema } from "@linli/contracts";
import { sayMoment } from "../lib/say-time.js";
import { sayDate } from "../lib/say-date.js";
import { fill } from "../lib/words.js";
import type { Words } from "../lib/words.js";
import type { More } from "../ui/more/zh-CN.js";
import { withoutIndexes } from "./pointers.js";

/** What a value's words depend on. */
export interface Saying {
  readonly words: Words;
  readonly more: More;
  /** Where labels stand: `record`, or `inputs/<action>`. */
  readonly base: string;
  /** The name of a resource or person by its id. */
  readonly nameOf: (id: string) => string | undefined;
}

/** A value in words, as a receipt says it; "": nothing to say. */
export function sayValue(schema: JsonSchema, value: Json | undefined, at: string, saying: Saying): string {
  const { words, more, base, nameOf } = saying;
  const type = String(schema["x-type"] ?? "");
  if (value === undefined || value === null || value === "") return "";
  if (Array.isArray(value)) {
    if (type === "photos" || type === "files") return fill(more.photoCount, { n: value.length });
    const items = value.map((item: Json) => sayValue((schema.items ?? {}) as JsonSchema, item, at, saying));
    return items.filter((item) => item !== "").join(words.ui.comma);
  }
  if (typeof value === "object") return sayObject(schema, value as JsonObject, at, saying);
  if (typeof value === "boolean") return value ? more.yes : more.no;
  if (type === "fen") return words.say("yuan", { n: Number(value) / 100 });
  if (type === "photo" || type === "file") return fill(more.photoCount, { n: 1 });
  const text = String(value);
  if (schema.enum !== undefined) return words.label(`${base}${withoutIndexes(at)}=${text}`, text);
  if (schema.format === "date") return sayDate(text, words);
  if (schema.format === "date-time") return sayMoment(text, words);
  return nameOf(text) ?? text;
}

function sayObject(schema: JsonSchema, value: JsonObject, at: string, saying: Saying): string {
  const { words, more } = saying;
  if (typeof value.start === "string" && typeof value.end === "string") return sayMoment(value.start, words, value.end);
  const properties = (schema.properties ?? {}) as { readonly [name: string]: JsonSchema };
  const isPlace = typeof value.lat === "number";
  if (isPlace && typeof value.address !== "string") return more.markedPlace;
  return Object.keys(properties)
    .filter((name) => !(isPlace && (name === "lat" || name === "lon")))
    .map((name) => sayValue(properties[name] ?? {}, value[name], `${at}/${name}`, saying))
    .filter((text) => text !== "")
    .join(" ");
}
