import { locales } from "@linli/contracts";
import type { Reading } from "../page/screen.js";

/** In which language and mode stories are read: chosen in the toolbar, or turn by turn in tests. */
export interface Globals {
  readonly locale?: string;
  readonly mode?: string;
}

const turns: readonly Reading[] = [undefined, "elder" as const].flatMap((mode) =>
  locales.map((locale) => ({ locale, mode })),
);

/** The reading of a story; `turn` counts stories, so that all languages and modes come up evenly. */
export function readingOf({ locale, mode }: Globals, turn: number): Reading {
  const mine = turns[turn % turns.length] as Reading;
  return {
    locale: locale === undefined || locale === "turn" ? mine.locale : locale,
    mode: mode === undefined || mode === "turn" ? mine.mode : mode === "elder" ? "elder" : undefined,
  };
}
