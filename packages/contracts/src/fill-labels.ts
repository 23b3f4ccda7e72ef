import type { Json, JsonSchema } from "./json.js";
import type { Machine } from "./machine.js";
import type { Labels, Locale } from "./model.js";
import { sayDuration } from "./say-duration.js";

const placeholder = /\{((?:settings|parameters|clocks)\.[A-Za-z0-9.-]+)\}/g;

/** Where the numbers stand that a text says: `settings.cancelUntil`, `parameters.maxDays`, `clocks.lease-over`. */
export function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(placeholder)].map(([, path = ""]) => path);
}

/**
 * A text with a street's own numbers in place of `{settings.…}`, `{parameters.…}` and `{clocks.<id>}` (its length): durations,
 * amounts of money and numbers as they are said in a language. What leads to nothing stays, so that it is noticed.
 */
export function filledText(text: string, machine: Machine, locale: Locale): string {
  if (!text.includes("{")) return text;
  return text.replaceAll(placeholder, (whole, path: string) => saidAt(machine, path, locale) ?? whole);
}

/** All texts filled in. */
export function filledLabels(labels: Labels, machine: Machine, locale: Locale): Labels {
  return Object.fromEntries(Object.entries(labels).map(([path, text]) => [path, filledText(text, machine, locale)]));
}

/** The texts of a contract, its pattern included, that a street's own numbers make say something else than the contract does. */
export function otherLabels(machine: Machine, base: Machine, locale: Locale): Labels {
  const texts = { ...machine.pattern.labels[locale], ...machine.contract.labels[locale] };
  return Object.fromEntries(
    Object.entries(texts).flatMap(([path, text]) => {
      if (!text.includes("{")) return [];
      const filled = filledText(text, machine, locale);
      return filled === filledText(text, base, locale) ? [] : [[path, filled]];
    }),
  );
}

/** How what stands at a placeholder is said; `undefined`: there is nothing that could be said in a sentence. */
export function saidAt(machine: Machine, path: string, locale: Locale): string | undefined {
  const [root = "", ...rest] = path.split(".");
  if (root === "clocks") {
    const plus = machine.clocks.find(({ id }) => id === rest.join("."))?.plus;
    return typeof plus === "string" ? sayDuration(plus, locale) : undefined;
  }
  const from: Json | undefined = root === "settings" ? machine.settings : machine.parameters;
  const value = rest.reduce<unknown>(
    (here, key) => (here as { readonly [key: string]: unknown } | undefined)?.[key],
    from,
  );
  if (typeof value === "number")
    return isMoney(machine, root, rest) ? sayMoney(value, locale) : sayNumber(value, locale);
  return typeof value === "string" ? sayDuration(value, locale) : undefined;
}

function isMoney({ contract, pattern }: Machine, root: string, [name = "", ...more]: readonly string[]): boolean {
  const schema =
    root === "parameters"
      ? contract.parameters?.[name]?.schema
      : ((pattern.settings["properties"] ?? {}) as { readonly [name: string]: JsonSchema })[name];
  return more.length === 0 && typeof schema?.["$ref"] === "string" && schema["$ref"].endsWith("/fen");
}

/** An amount in fen as people say it: `1550` is "15.5 元". */
function sayMoney(fen: number, locale: Locale): string {
  const yuan = sayNumber(fen / 100, locale);
  return { "zh-CN": `${yuan} 元`, en: `${yuan} yuan`, ko: `${yuan}위안` }[locale];
}

function sayNumber(value: number, locale: Locale): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2, useGrouping: value >= 10_000 }).format(value);
}
