/** The module of a language that the widgets speak; another language gets that of its region's, or the default. */
export function inLanguage<T>(locale: string, modules: { readonly [locale: string]: () => Promise<T> }): Promise<T> {
  const load = modules[locale] ?? modules[locale.slice(0, 2)] ?? modules["zh-CN"];
  return (load as () => Promise<T>)();
}
