import {
  machineOf,
  type Contract,
  type JsonObject,
  type Machine,
  type ResourceKind,
  type Validators,
} from "@linli/contracts";
import type { CatalogScenario } from "../read/catalog.js";
import { catalogScenarios } from "../read/catalog.js";
import type { Scenarios } from "../read/read-scenarios.js";

/** What the checks of one file ask of all others. */
export interface TreeIndex {
  readonly scenarios: Scenarios;
  readonly common: JsonObject;
  readonly kinds: ReadonlyMap<string, ResourceKind>;
  readonly roles: ReadonlySet<string>;
  readonly catalog: ReadonlyMap<string, CatalogScenario>;
  /** Contracts that keep the meta-schema, those of the base tree included. */
  readonly contracts: ReadonlyMap<string, Contract>;
  /** A contract joined with its pattern; made once. `undefined`: there is no such contract, or its pattern is unknown. */
  readonly machine: (id: string) => Machine | undefined;
}

/** Indexes the sound part of a tree; `validators` compiles those of a contract when a machine is first asked for. */
export function indexTree(
  scenarios: Scenarios,
  { contracts, kinds }: { readonly contracts: readonly Contract[]; readonly kinds: readonly ResourceKind[] },
  validators: (machine: Machine) => Validators | undefined,
): TreeIndex {
  const byId = new Map(contracts.map((contract) => [contract.id, contract]));
  const machines = new Map<string, Machine | undefined>();
  return {
    scenarios,
    common: scenarios.common,
    kinds: new Map(kinds.map((kind) => [kind.kind, kind])),
    roles: new Set(Object.keys(scenarios.roles)),
    catalog: new Map(catalogScenarios(scenarios.catalog).map((node) => [node.id, node])),
    contracts: byId,
    machine: (id) => {
      if (!machines.has(id)) {
        const contract = byId.get(id);
        const pattern = contract === undefined ? undefined : scenarios.patterns[contract.pattern];
        const bare = contract === undefined || pattern === undefined ? undefined : machineOf(pattern, contract);
        const compiled = bare === undefined ? undefined : validators(bare);
        machines.set(id, bare === undefined || compiled === undefined ? bare : { ...bare, validators: compiled });
      }
      return machines.get(id);
    },
  };
}
