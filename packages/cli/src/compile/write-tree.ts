import { mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What became of a folder of generated files. */
export interface WrittenTree {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

/** Lists what was written, so that the next run knows what is no longer wanted. */
const manifest = ".linli-files.json";

/**
 * Makes a folder hold these files (path → text). Writes only what has changed; removes what an earlier run wrote and this one
 * does not; leaves alone what it has never written.
 */
export function writeTree(out: string, files: ReadonlyMap<string, string>): WrittenTree {
  const before = JSON.parse(textOf(join(out, manifest)) ?? "[]") as readonly string[];
  const names = [...files.keys()].sort();
  let written = 0;
  for (const name of names) if (writeChanged(join(out, name), files.get(name) ?? "")) written++;
  const stale = before.filter((name) => !files.has(name));
  for (const name of stale) {
    rmSync(join(out, name), { force: true });
    removeEmpty(join(out, dirname(name)), out);
  }
  writeChanged(join(out, manifest), `${JSON.stringify(names, undefined, 1)}\n`);
  return { written, unchanged: names.length - written, removed: stale.length };
}

/** The files of a folder that are not as these say, in order: missing, other, or left from an earlier run. */
export function unlikeTree(out: string, files: ReadonlyMap<string, string>): readonly string[] {
  const before = JSON.parse(textOf(join(out, manifest)) ?? "[]") as readonly string[];
  const other = [...files].filter(([name, text]) => textOf(join(out, name)) !== text).map(([name]) => name);
  return [...other, ...before.filter((name) => !files.has(name))].sort();
}

function writeChanged(path: string, text: string): boolean {
  if (textOf(path) === text) return false;
  mkdirSync(dirname(path), { recursive: true });
  // Whoever reads at the same time sees the old file or the new one.
  writeFileSync(`${path}.tmp`, text);
  renameSync(`${path}.tmp`, path);
  return true;
}

function removeEmpty(dir: string, top: string): void {
  for (let here = dir; here !== top && here.startsWith(top); here = dirname(here)) {
    try {
      rmdirSync(here);
    } catch {
      return;
    }
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
