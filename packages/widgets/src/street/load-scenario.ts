import type { RecordPart, ScenarioPart } from "./context.js";

/** Imports a file that `linli compile` made: `<id>.js`, `<id>.acts.js` or `<id>.<locale>.js`; `undefined`: not mine. */
export type LoadFile = (file: string) => Promise<object> | undefined;

let base = `${new URL("./", import.meta.url).href}scenarios/`;

/** Says where the scenario files of a release lie, if not beside the embedded module. Ends with a slash. */
export function loadScenariosFrom(url: string): void {
  base = url;
}

/** Loads a part of a scenario. A release has contract (or acts) and labels in one file, so that it takes one request. */
async function load(id: string, part: "" | ".acts", locale: string, given?: LoadFile): Promise<unknown> {
  const own = given?.(`${id}${part}.js`);
  if (own === undefined) return import(/* @vite-ignore */ `${base}${id}${part}.${locale}.js`);
  return Object.assign({}, ...(await Promise.all([own, given?.(`${id}.${locale}.js`)])));
}

/** Loads what a form needs. */
export const loadForm = (id: string, locale: string, given?: LoadFile): Promise<ScenarioPart> =>
  load(id, "", locale, given) as Promise<ScenarioPart>;

/** Loads what a record needs beside that. */
export const loadRecord = (id: string, locale: string, given?: LoadFile): Promise<RecordPart> =>
  load(id, ".acts", locale, given) as Promise<RecordPart>;
