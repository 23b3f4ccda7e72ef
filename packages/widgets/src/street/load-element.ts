/**
 * Elements that are not part of the entry, each with the module that defines it. A release finds them by their name,
 * beside itself.
 */
const modules: { readonly [name: string]: () => Promise<unknown> } = {
  map: () => import("../map/define.js"),
  record: () => import("../record/define.js"),
  records: () => import("../records/define.js"),
  things: () => import("../things/define.js"),
  services: () => import("../services/define.js"),
};

/** What their tags say after `community-`. */
export const lazyElements: readonly string[] = Object.keys(modules);

/** Defines one of them. */
export const loadElement = (name: string): Promise<unknown> | undefined => modules[name]?.();
