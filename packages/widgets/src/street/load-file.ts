let base = new URL("./", import.meta.url).href;

/** Says where scenario files lie, if not beside the embedded module. Ends with a slash. */
export function loadScenariosFrom(url: string): void {
  base = url;
}

/** Imports a scenario file that lies in `scenarios/` beside the embedded module. */
export function loadFile(file: string): Promise<unknown> {
  return import(/* @vite-ignore */ `${base}scenarios/${file}`);
}
