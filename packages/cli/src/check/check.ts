import { parseArgs } from "node:util";
import { readScenarios } from "../read/read-scenarios.js";
import { checkScenarios, type CheckResult } from "./check-scenarios.js";
import { wordFault } from "./fault.js";

/** How `linli check` is called. */
export const checkUsage = `linli check <dir> [--base <dir>] [--only <part of a file name>] [--json]

Says what is wrong in a scenarios tree, one line each: file:#/pointer: what is wrong. What would be right.
  --base <dir>   the tree that <dir> adds to: its patterns, kinds, contracts and shared definitions are there too
  --only <part>  shows only faults of files whose name holds this
  --json         faults and counts as one JSON document
Exit code 1 if anything is wrong.`;

/** Runs `linli check`. Gives the exit code. */
export function checkCommand(args: readonly string[], print: (line: string) => void): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { base: { type: "string" }, only: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  const [dir, more] = positionals;
  if (values.help === true) {
    print(checkUsage);
    return 0;
  }
  if (dir === undefined || more !== undefined) throw new TypeError("Name one folder: linli check <dir>.");
  const base = values.base === undefined ? undefined : readScenarios(values.base);
  const found = checkScenarios(readScenarios(dir, base === undefined ? {} : { base }));
  const only = values.only;
  const result = only === undefined ? found : { ...found, faults: found.faults.filter((fault) => fault.file.includes(only)) };
  if (values.json === true) print(JSON.stringify(result, undefined, 2));
  else for (const line of [...result.faults.map(wordFault), summary(result)]) print(line);
  return result.faults.length === 0 ? 0 : 1;
}

function summary(result: CheckResult): string {
  const files = new Set(result.faults.map((fault) => fault.file)).size;
  const looked = `${count(result.contracts, "contract")}, ${count(result.journeys, "journey")}, ${count(result.patterns, "pattern")}, ${count(result.kinds, "kind")} of resources, ${count(result.profiles, "profile")}`;
  return result.faults.length === 0 ? `All is well: ${looked}.` : `${count(result.faults.length, "fault")} in ${count(files, "file")}; looked at ${looked}.`;
}

function count(n: number, what: string): string {
  return `${String(n)} ${what}${n === 1 ? "" : "s"}`;
}
