import type { Flows } from "./zh-CN.js";

/** Sentences that only some screens need, filled in. */
export interface FlowWords {
  readonly flows: Flows;
  /** `{n}` and its like are filled in. */
  readonly say: (key: keyof Flows, parts?: { readonly [name: string]: string | number | undefined }) => string;
}

const loaders: { readonly [locale: string]: () => Promise<{ readonly flows: Flows }> } = {
  "zh-CN": () => import("./zh-CN.js"),
  en: () => import("./en.js"),
  ko: () => import("./ko.js"),
};

const loaded = new Map<string, FlowWords>();

/** Loads the sentences of a language; a language that the widgets do not speak gets the default. */
export async function loadFlows(locale: string): Promise<FlowWords> {
  const known = loaded.get(locale);
  if (known !== undefined) return known;
  const load = loaders[locale] ?? loaders[locale.split("-")[0] ?? ""] ?? loaders["zh-CN"];
  const { flows } = (await load?.()) as { readonly flows: Flows };
  const words: FlowWords = {
    flows,
    say: (key, parts = {}) => flows[key].replace(/\{(\w+)\}/g, (_, name: string) => String(parts[name] ?? "")),
  };
  loaded.set(locale, words);
  return words;
}

/** Sentences that are loaded already; a view is only shown once they are. */
export const flowsOf = (locale: string): FlowWords | undefined => loaded.get(locale);
