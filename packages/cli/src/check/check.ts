import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readBase } from "../compile/read-base.js";
import { installedContracts } from "../read/installed-contracts.js";
import { readScenarios } from "../read/read-scenarios.js";
import { checkScenarios, type CheckResult } from "./check-scenarios.js";
import { wordFault } from "./fault.js";

/** How `linli check` is called. */
export const checkUsage = `linli check <folder> [--base <folder>] [--only <part of a file name>] [--json]

Says what is wrong in a folder of scenarios, one line each: file:#/pointer: what is wrong. What would be right.
  --base  for a street's own contracts: the scenarios that they add to, or an installed @linli/contracts
          (absent: the folder's own patterns, or, where it has none, the @linli/contracts that is installed)
  --only  shows only faults of files whose name holds this
  --json  faults and counts as one JSON document
Exit code 1 if anything is wrong, 2 if it was called wrongly.`;

/** Runs `linli check` with the arguments after the command's name. Gives the exit code: 0, 1 (faults) or 2 (called wrongly). */
export async function checkCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { base: { type: "string" }, only: { type: "string" }, json: { type: "boolean" } },
  });
  const [dir] = positionals;
  if (dir === undefined || positionals.length > 1) {
    console.error(checkUsage);
    return 2;
  }
  if (!existsSync(dir)) {
    console.error(`There is no folder ${dir}.`);
    return 2;
  }
  const basePath = values.base ?? (existsSync(join(dir, "patterns")) ? undefined : installedContracts());
  const found = checkScenarios(readScenarios(dir, basePath === undefined ? {} : { base: await readBase(basePath) }));
  const only = values.only;
  const result =
    only === undefined ? found : { ...found, faults: found.faults.filter((fault) => fault.file.includes(only)) };
  const lines =
    values.json === true ? [JSON.stringify(result, undefined, 2)] : [...result.faults.map(wordFault), summary(result)];
  console.log(lines.join("\n"));
  return result.faults.length === 0 ? 0 : 1;
}

function summary(result: CheckResult): string {
  const files = new Set(result.faults.map((fault) => fault.file)).size;
  const looked = [
    count(result.contracts, "contract"),
    count(result.journeys, "journey"),
    count(result.patterns, "pattern"),
    count(result.kinds, "kind of resource", "kinds of resources"),
    count(result.profiles, "profile"),
  ].join(", ");
  return result.faults.length === 0
    ? `All is well: ${looked}.`
    : `${count(result.faults.length, "fault")} in ${count(files, "file")}; looked at ${looked}.`;
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${String(n)} ${n === 1 ? one : many}`;
}
