import type { Contract, Machine, ResourceKind, Validators } from "@linli/contracts";
import type { Scenarios } from "../read/read-scenarios.js";
import { checkMeta } from "./check-meta.js";
import { contractValidators, patternValidators, type PatternValidators } from "./check-schemas.js";
import type { Say } from "./fault.js";
import { schemaChecker, type SchemaChecker } from "./schema-checker.js";
import { indexTree, type TreeIndex } from "./tree-index.js";

/** A tree of which the files that break their meta-schema have been put aside, compiled. */
export interface PreparedTree {
  readonly tree: TreeIndex;
  readonly checker: SchemaChecker;
  /** Names of the patterns that keep the meta-schema. */
  readonly patterns: ReadonlySet<string>;
  readonly kinds: readonly ResourceKind[];
  readonly contracts: readonly Contract[];
  /** By pattern. */
  readonly shared: ReadonlyMap<string, PatternValidators>;
}

/** Holds every file against its meta-schema and compiles the schemas of those that keep it; says what is wrong. */
export function prepareTree(scenarios: Scenarios, sayIn: (file: string) => Say): PreparedTree {
  const checker = schemaChecker(scenarios.common, scenarios.schemas);
  const of = (thing: object): Say => sayIn(scenarios.files.get(thing) ?? "");
  const keeps = (thing: object, meta: string): boolean => checkMeta(thing, meta, checker, of(thing));
  const patterns = Object.entries(scenarios.patterns).filter(([, one]) => keeps(one, "pattern"));
  const kinds = scenarios.kinds.filter((one) => keeps(one, "resource"));
  const contracts = scenarios.contracts.filter((one) => keeps(one, "contract"));
  const shared = new Map(patterns.map(([name, one]) => [name, patternValidators(one, checker, of(one))]));
  const known = [...(scenarios.base?.contracts ?? []), ...contracts].filter((one) => shared.has(one.pattern));
  const validators = (machine: Machine): Validators | undefined => {
    const own = shared.get(machine.pattern.pattern);
    return own === undefined ? undefined : contractValidators(machine, own, checker, of(machine.contract));
  };
  const tree = indexTree(scenarios, { contracts: known, kinds }, validators);
  return { tree, checker, patterns: new Set(patterns.map(([name]) => name)), kinds, contracts, shared };
}
