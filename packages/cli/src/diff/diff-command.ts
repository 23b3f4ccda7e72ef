import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readBase } from "../compile/read-base.js";
import { readScenarios, type Scenarios } from "../read/read-scenarios.js";
import { diffScenarios, wordDiff } from "./diff-scenarios.js";

/** How `linli diff` is called. */
export const diffUsage = `linli diff <before> <after> [--base <folder>] [--json]

Says what changed between two folders of scenarios, and which contracts need another version: a patch for words, examples and
journeys, a minor version for what is possible beside what was, a major one where something is refused that was accepted.
  --base  for a street's own contracts: the scenarios that both folders add to
  --json  as data`;

/** Runs `linli diff`. Gives the exit code: 0 (versions say what changed), 1 (they don't) or 2 (called wrongly). */
export async function diffCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { base: { type: "string" }, json: { type: "boolean", default: false } },
  });
  const [before, after] = positionals;
  if (before === undefined || after === undefined || positionals.length > 2) {
    console.error(diffUsage);
    return 2;
  }
  const missing = [before, after].find((folder) => !existsSync(folder));
  if (missing !== undefined) {
    console.error(`There is no folder "${missing}".`);
    return 2;
  }
  const found = diffScenarios(await read(before, values.base), await read(after, values.base));
  const unsaid = found.filter(({ isSaid }) => !isSaid);
  if (values.json) console.log(JSON.stringify(found, undefined, 2));
  else {
    for (const one of found) console.log(wordDiff(one));
    console.log(
      found.length === 0
        ? "Nothing has changed."
        : `${String(found.length)} contracts differ; ${unsaid.length === 0 ? "their versions say so" : `${String(unsaid.length)} need another version`}.`,
    );
  }
  return unsaid.length === 0 ? 0 : 1;
}

async function read(folder: string, base: string | undefined): Promise<Scenarios> {
  const below = base === undefined || existsSync(join(folder, "patterns")) ? {} : { base: await readBase(base) };
  return readScenarios(folder, below);
}
