import { inLanguage } from "./in-language.js";
import type { More } from "./more/zh-CN.js";

/** Loads the sentences that only some screens need. */
export async function loadMore(locale: string): Promise<More> {
  const modules = {
    "zh-CN": () => import("./more/zh-CN.js"),
    en: () => import("./more/en.js"),
    ko: () => import("./more/ko.js"),
  };
  return (await inLanguage<{ readonly more: More }>(locale, modules)).more;
}
