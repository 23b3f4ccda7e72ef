import { inLanguage } from "../in-language.js";

/** Names of roles in one language, by their ids. */
export type Roles = { readonly [role: string]: string };

/** Loads the names of roles; a language that the widgets do not speak gets the default. */
export async function loadRoles(locale: string): Promise<Roles> {
  const modules = {
    "zh-CN": () => import("./zh-CN.js"),
    en: () => import("./en.js"),
    ko: () => import("./ko.js"),
  };
  return (await inLanguage<{ readonly roles: Roles }>(locale, modules)).roles;
}
