/** Names of roles in one language, by their ids. */
export type Roles = { readonly [role: string]: string };

const loaders: { readonly [locale: string]: () => Promise<{ readonly roles: Roles }> } = {
  "zh-CN": () => import("./zh-CN.js"),
  en: () => import("./en.js"),
  ko: () => import("./ko.js"),
};

/** Loads the names of roles; a language that the widgets do not speak gets the default. */
export async function loadRoles(locale: string): Promise<Roles> {
  const load = loaders[locale] ?? loaders[locale.split("-")[0] ?? ""] ?? loaders["zh-CN"];
  return (await load?.())?.roles ?? {};
}
