import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { checkScenarios } from "../check/check-scenarios.js";
import { wordFault } from "../check/fault.js";
import { readScenarios } from "../read/read-scenarios.js";
import { CompileError } from "./compile-faults.js";
import { compileScenarios } from "./compile-scenarios.js";
import { readBase } from "./read-base.js";

/** How `linli compile` is called. */
export const compileUsage = `linli compile <folder> --out <folder> [--base <folder>] [--unchecked | --verify]

Generates types, validators, labels and the bundle for a hub from a folder of contracts, if \`linli check\` has no objection.
  --out   where to; files that an earlier run wrote and that are no longer wanted are removed
  --base  for a street's own contracts: the scenarios that they add to, or an installed @linli/contracts
          (absent: the folder's own patterns, or, where it has none, the @linli/contracts that is installed)
  --unchecked  generates although contracts may not do what they say; only what cannot be compiled is refused
  --verify     generates nothing: says which files of --out are not what the contracts say`;

/** Runs `linli compile` with the arguments after the command's name. Gives the exit code: 0, 1 (refused) or 2 (called wrongly). */
export async function compileCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: "string" },
      base: { type: "string" },
      unchecked: { type: "boolean", default: false },
      verify: { type: "boolean", default: false },
    },
  });
  const [dir] = positionals;
  if (dir === undefined || positionals.length > 1 || values.out === undefined) {
    console.error(compileUsage);
    return 2;
  }
  const started = performance.now();
  try {
    const basePath = values.base ?? (existsSync(join(dir, "patterns")) ? undefined : installedContracts());
    const base = basePath === undefined ? {} : { base: await readBase(basePath) };
    const { faults } = values.unchecked || values.verify ? { faults: [] } : checkScenarios(readScenarios(dir, base));
    if (faults.length > 0) {
      console.error(`Nothing was generated.\n${faults.map(wordFault).join("\n")}`);
      return 1;
    }
    const done = await compileScenarios(dir, values.out, { ...base, verify: values.verify, progress: showProgress });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(
      `${done.scenarios} scenarios and ${done.kinds} resource kinds → ${relative(".", values.out) || "."}: ` +
        `${done.written} files written, ${done.unchanged} unchanged, ${done.removed} removed (${seconds} s)`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    console.error(`Nothing was generated.\n${error.message}`);
    return 1;
  }
}

function showProgress(done: number, total: number, id: string): void {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r\u001b[K${done < total ? `${done}/${total} ${id}` : ""}`);
}

function installedContracts(): string {
  const main = createRequire(import.meta.url).resolve("@linli/contracts");
  return dirname(dirname(main));
}
