import type { More } from "./more/zh-CN.js";

const loaders: { readonly [locale: string]: () => Promise<{ readonly more: More }> } = {
  "zh-CN": () => import("./more/zh-CN.js"),
  en: () => import("./more/en.js"),
  ko: () => import("./more/ko.js"),
};

/** Loads the sentences that only some screens need. */
export async function loadMore(locale: string): Promise<More> {
  return (await (loaders[locale] ?? loaders[locale.split("-")[0] ?? ""] ?? loaders["zh-CN"])?.())?.more as More;
}
