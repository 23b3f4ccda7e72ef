import type { Labels, RunPart, Runtime, Validate } from "@linli/contracts";
import { wordsOf } from "../lib/words.js";
import type { Words } from "../lib/words.js";
import type { StreetContext } from "../street/context.js";
import { runtimeFor } from "./runtime-for.js";
import { loadUi } from "../ui/load-ui.js";

/** All that is needed to show a scenario and to open a record of it. */
export interface Screen {
  readonly contract: RunPart;
  readonly validate: Validate;
  readonly words: Words;
  readonly street: StreetContext;
}

interface ScenarioModule {
  readonly contract: RunPart;
  readonly validator: (runtime: Runtime) => Validate;
}

/** Loads contract, labels and sentences at once; nothing waits for anything else. */
export async function loadScreen(street: StreetContext, scenario: string): Promise<Screen> {
  const { load, locale } = street;
  const [module, labels, ui] = await Promise.all([
    load(`${scenario}.js`),
    load(`${scenario}.${locale}.js`),
    loadUi(locale),
  ]);
  const { contract, validator } = module as ScenarioModule;
  const words = wordsOf(locale, (labels as { readonly labels: Labels }).labels, ui);
  return { contract, validate: validator(await runtimeFor(contract.record)), words, street };
}
