import { fill } from "../../lib/words.js";
import { inLanguage } from "../in-language.js";
import { loadMore } from "../load-more.js";
import type { More } from "../more/zh-CN.js";
import type { Flows } from "./zh-CN.js";

/** What orders, cases, applications and lists of records say beyond what every form says. */
export interface FlowWords {
  readonly flows: Flows;
  readonly more: More;
  /** `{n}` and its like are filled in. */
  readonly say: (key: keyof Flows, parts?: { readonly [name: string]: string | number | undefined }) => string;
}

const loaded = new Map<string, FlowWords>();

/** Loads the sentences of a language; a language that the widgets do not speak gets the default. */
export async function loadFlows(locale: string): Promise<FlowWords> {
  const known = loaded.get(locale);
  if (known !== undefined) return known;
  const modules = { "zh-CN": () => import("./zh-CN.js"), en: () => import("./en.js"), ko: () => import("./ko.js") };
  const [{ flows }, more] = await Promise.all([
    inLanguage<{ readonly flows: Flows }>(locale, modules),
    loadMore(locale),
  ]);
  const words: FlowWords = { flows, more, say: (key, parts = {}) => fill(flows[key], parts) };
  loaded.set(locale, words);
  return words;
}

/** Sentences that are loaded already; a view is only shown once they are. */
export const flowsOf = (locale: string): FlowWords | undefined => loaded.get(locale);
