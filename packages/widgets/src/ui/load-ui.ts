import type { Ui } from "./zh-CN.js";

const loaders: { readonly [locale: string]: () => Promise<{ readonly ui: Ui }> } = {
  "zh-CN": () => import("./zh-CN.js"),
  en: () => import("./en.js"),
  ko: () => import("./ko.js"),
};

/** Loads the widgets' own sentences; a language that they do not speak gets the default. */
export async function loadUi(locale: string): Promise<Ui> {
  return (await (loaders[locale] ?? loaders[locale.split("-")[0] ?? ""] ?? loaders["zh-CN"])?.())?.ui as Ui;
}
