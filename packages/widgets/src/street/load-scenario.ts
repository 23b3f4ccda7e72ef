import type { RecordPart, ScenarioPart } from "./context.js";

/** Imports a file that `linli compile` made: `<id>.js`, `<id>.acts.js` or `<id>.<locale>.js`; `undefined`: not mine. */
export type LoadFile = (file: string) => Promise<object> | undefined;

let base = `${new URL("./", import.meta.url).href}scenarios/`;

/** Says where the scenario files of a release lie, if not beside the embedded module. Ends with a slash. */
export function loadScenariosFrom(url: string): void {
  base = url;
}

const own = (file: string) => import(/* @vite-ignore */ base + file) as Promise<unknown>;

/** Loads what a form needs. A release has contract and labels in one file, so that it takes one request. */
export async function loadForm(scenario: string, locale: string, given?: LoadFile): Promise<ScenarioPart> {
  const contract = given?.(`${scenario}.js`);
  if (contract === undefined) return (await own(`${scenario}.${locale}.js`)) as ScenarioPart;
  return joined(await Promise.all([contract, given?.(`${scenario}.${locale}.js`)]));
}

/** Loads what a record needs beside that. */
export async function loadRecord(scenario: string, locale: string, given?: LoadFile): Promise<RecordPart> {
  const acts = given?.(`${scenario}.acts.js`);
  if (acts === undefined) return (await own(`${scenario}.acts.${locale}.js`)) as RecordPart;
  return joined(await Promise.all([acts, given?.(`${scenario}.${locale}.js`)]));
}

function joined<T>(modules: readonly unknown[]): T {
  return Object.assign({}, ...modules) as T;
}
