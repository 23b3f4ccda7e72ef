import type { Json, JsonObject } from "@linli/contracts";
import { sayMoment } from "../../lib/say-time.js";
import { sayDate } from "../../lib/say-date.js";
import { isHours, sayHours } from "../../lib/say-hours.js";
import type { Words } from "../../lib/words.js";

/** What is known of a thing: each fact with its name, in the order of the kind's labels. */
export function factsList(
  { kind, value }: { readonly kind: string; readonly value: JsonObject },
  words: Words,
): readonly (readonly [name: string, said: readonly string[]])[] {
  const prefix = `resource/${kind}/`;
  const names = Object.keys(words.labels)
    .filter((path) => path.startsWith(prefix) && !path.slice(prefix.length).match(/[=/]/))
    .map((path) => path.slice(prefix.length))
    .filter((name) => name !== "title");
  return names.flatMap((name) => {
    const said = say(value[name], `${prefix}${name}`, words);
    return said.length === 0 ? [] : [[words.label(`${prefix}${name}`), said] as const];
  });
}

function say(value: Json | undefined, path: string, words: Words): readonly string[] {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) {
    const said = (value as readonly Json[]).map((one) => say(one, path, words).join(" "));
    const isSteps = value.some((one) => typeof one === "object");
    return isSteps ? said.map((one, i) => `${i + 1}. ${one}`) : [said.join(words.ui.comma)];
  }
  if (isHours(value)) return [sayHours(value, words.locale)];
  const { start, end } = value as { readonly start?: Json; readonly end?: Json };
  if (typeof start === "string" && typeof end === "string") return [sayMoment(start, words, end)];
  if (typeof value === "object")
    return [
      Object.entries(value)
        .flatMap(([name, one]) => say(one, `${path}/${name}`, words))
        .join(" · "),
    ];
  if (typeof value === "boolean") return value ? ["✓"] : [];
  const text = String(value);
  // A file is read where it hangs, not here.
  if (/^file-|^[\da-f]{8}-[\da-f]{4}-/.test(text)) return [];
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return [sayDate(text, words)];
  return [words.label(`${path}=${text}`, text)];
}

/** Numbers to ring up that a thing names. */
export function phonesIn(value: JsonObject): readonly string[] {
  const isPhone = (one: Json | undefined): one is string =>
    typeof one === "string" && /^(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|1\d{2,4}|400-?\d{3}-?\d{4})$/.test(one);
  return [...new Set(Object.values(value).filter(isPhone))];
}

/** All words of a thing, to be searched. */
export const wordsOfThing = (
  one: { readonly kind: string; readonly name: string; readonly value: JsonObject },
  words: Words,
): string => [one.name, ...factsList(one, words).flatMap(([, said]) => said)].join(" ").toLowerCase();
