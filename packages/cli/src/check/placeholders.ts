import { escapeSegment, locales, placeholdersOf, saidAt, type Labels, type Machine } from "@linli/contracts";
import type { Say } from "./fault.js";
import { didYouMean } from "./suggest.js";

/** Says which placeholders of texts lead to nothing that could be said, and which one language has and another has not. */
export function checkPlaceholders(
  machine: Machine,
  labels: { readonly [locale: string]: Labels | undefined },
  say: Say,
  at = "/labels",
): void {
  const known = knownIn(machine);
  for (const locale of locales) {
    for (const [path, text] of Object.entries(labels[locale] ?? {})) {
      if (typeof text !== "string" || !text.includes("{")) continue;
      const here = `${at}/${locale}/${escapeSegment(path)}`;
      const found = placeholdersOf(text);
      if (text.replaceAll(/\{[A-Za-z0-9.-]+\}/g, "").match(/[{}]/) || bare(text) > found.length)
        say(here, "Braces stand only around placeholders.", "Write {settings.…}, {parameters.…} or {clocks.…}.");
      for (const one of found)
        if (saidAt(machine, one, locale) === undefined)
          say(here, `{${one}} leads to no duration, amount or number.`, didYouMean(one, known));
      for (const other of locales) {
        const there = placeholdersOf(labels[other]?.[path] ?? "");
        const missing = found.find((one) => !there.includes(one));
        if (labels[other]?.[path] !== undefined && missing !== undefined)
          say(`${at}/${other}/${escapeSegment(path)}`, `{${missing}} is not said.`, `${locale} says it.`);
      }
    }
  }
}

const bare = (text: string): number => [...text.matchAll(/\{[A-Za-z0-9.-]+\}/g)].length;

/** All that a text of the contract can say. */
function knownIn(machine: Machine): readonly string[] {
  const inside = (value: unknown, path: string): readonly string[] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([name, one]) => inside(one, `${path}.${name}`))
      : [path];
  const paths = [
    ...inside(machine.settings, "settings"),
    ...inside(machine.parameters, "parameters"),
    ...machine.clocks.map(({ id }) => `clocks.${id}`),
  ];
  return paths.filter((path) => saidAt(machine, path, "en") !== undefined);
}
