import { inLanguage } from "./in-language.js";
import type { Ui } from "./zh-CN.js";

/** Loads what forms say. */
export async function loadUi(locale: string): Promise<Ui> {
  const modules = { "zh-CN": () => import("./zh-CN.js"), en: () => import("./en.js"), ko: () => import("./ko.js") };
  return (await inLanguage<{ readonly ui: Ui }>(locale, modules)).ui;
}
