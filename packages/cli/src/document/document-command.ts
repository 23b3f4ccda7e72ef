import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { checkScenarios } from "../check/check-scenarios.js";
import { wordFault } from "../check/fault.js";
import { readBase } from "../compile/read-base.js";
import { writeTree } from "../compile/write-tree.js";
import { installedContracts } from "../read/installed-contracts.js";
import { readScenarios } from "../read/read-scenarios.js";
import { documentScenarios } from "./document-scenarios.js";

/** How `linli document` is called. */
export const documentUsage = `linli document <folder> --out <folder> [--base <folder>] [--unchecked]

Writes a page a scenario in each language, with its fields, states, time limits and journeys, if \`linli check\` has no objection.
  --out   where to; files that an earlier run wrote and that are no longer wanted are removed
  --base  for a street's own contracts: the scenarios that they add to, or an installed @linli/contracts
          (absent: the folder's own patterns, or, where it has none, the @linli/contracts that is installed)
  --unchecked  writes although contracts may not do what they say`;

/** Runs `linli document` with the arguments after the command's name. Gives the exit code: 0, 1 (refused) or 2 (called wrongly). */
export async function documentCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: "string" }, base: { type: "string" }, unchecked: { type: "boolean", default: false } },
  });
  const [dir] = positionals;
  if (dir === undefined || positionals.length > 1 || values.out === undefined) {
    console.error(documentUsage);
    return 2;
  }
  const basePath = values.base ?? (existsSync(join(dir, "patterns")) ? undefined : installedContracts());
  const scenarios = readScenarios(dir, basePath === undefined ? {} : { base: await readBase(basePath) });
  const { faults } = values.unchecked ? { faults: [] } : checkScenarios(scenarios);
  if (faults.length > 0) {
    console.error(`Nothing was written.\n${faults.map(wordFault).join("\n")}`);
    return 1;
  }
  const done = writeTree(values.out, documentScenarios(scenarios));
  console.log(
    `${String(scenarios.contracts.length)} scenarios → ${relative(".", values.out) || "."}: ` +
      `${String(done.written)} files written, ${String(done.unchanged)} unchanged, ${String(done.removed)} removed`,
  );
  return 0;
}
