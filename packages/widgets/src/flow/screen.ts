import type { RunPart } from "@linli/contracts";
import { wordsOf } from "../lib/words.js";
import type { Words } from "../lib/words.js";
import type { StreetContext } from "../street/context.js";
import { loadUi } from "../ui/load-ui.js";

/** All that is needed to show a scenario and to open a record of it. */
export interface Screen {
  readonly contract: RunPart;
  readonly words: Words;
  readonly street: StreetContext;
  /** What stands in it before anything is filled in. */
  readonly value?: object;
}

/** Loads contract, labels and sentences at once; nothing waits for anything else. */
export async function loadScreen(street: StreetContext, scenario: string): Promise<Screen> {
  const [{ contract, labels }, ui] = await Promise.all([street.form(scenario), loadUi(street.locale)]);
  return { contract, words: wordsOf(street.locale, labels, ui), street };
}
