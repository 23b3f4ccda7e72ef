import { catalogScenarios, ownPrefix } from "../read/catalog.js";
import type { Scenarios } from "../read/read-scenarios.js";

/** Why a tree cannot be compiled. */
export interface CompileFault {
  /** Relative to the tree, where it is one file's. */
  readonly file?: string;
  readonly message: string;
}

/** Thrown where a tree cannot be compiled; nothing was generated. */
export class CompileError extends Error {
  readonly faults: readonly CompileFault[];

  constructor(faults: readonly CompileFault[]) {
    super(faults.map(({ file, message }) => (file === undefined ? message : `${file}: ${message}`)).join("\n"));
    this.name = "CompileError";
    this.faults = faults;
  }
}

/**
 * What keeps the contracts of a tree from being compiled, before any schema is looked at: unreadable files, ids that are
 * taken or in no catalog, unknown patterns. A street's tree (one with a base) may add ids that begin with `own.`.
 */
export function faultsBefore(scenarios: Scenarios, base: Scenarios | undefined): readonly CompileFault[] {
  const known = new Set(catalogScenarios(scenarios.catalog).map(({ id }) => id));
  const taken = new Set(base?.contracts.map(({ id }) => id));
  const faults: CompileFault[] = scenarios.faults.map(({ file, line, column, message }) => ({
    file: line > 0 ? `${file}:${line}:${column}` : file,
    message,
  }));
  for (const contract of scenarios.contracts) {
    const file = scenarios.files.get(contract) ?? String(contract.id);
    const refuse = (message: string): void => void faults.push({ file, message });
    if (file.split("/").at(-1) !== `${contract.id}.json`)
      refuse(`its id is ${contract.id}, so its name must be ${contract.id}.json`);
    if (!(contract.pattern in scenarios.patterns)) refuse(`there is no pattern ${contract.pattern}`);
    if (taken.has(contract.id)) refuse(`there is a contract ${contract.id} already`);
    taken.add(contract.id);
    if (known.has(contract.id) || (base !== undefined && contract.id.startsWith(ownPrefix))) continue;
    refuse(`${contract.id} is not in the catalog${base ? `, nor does it begin with ${ownPrefix}` : ""}`);
  }
  return faults;
}
