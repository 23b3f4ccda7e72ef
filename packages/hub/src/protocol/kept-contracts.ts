import type { JsonObject } from "@linli/contracts";
import type { Query } from "../database.js";
import type { Engine, Scenario } from "../engine.js";
import { keepContract, readContracts } from "../store/contracts.js";
import type { RecordRow } from "../store/rows.js";
import { interpretedScenario } from "./make-scenario.js";

type Stamped = Pick<RecordRow, "scenario" | "digest">;

/**
 * The scenario in the version under which a record was opened, whatever this hub's own bundle says by now. Where that was
 * never kept, the bundle's; `undefined`: this hub does not know the scenario at all.
 */
export function scenarioOf(engine: Engine, { scenario: id, digest }: Stamped): Scenario | undefined {
  const now = engine.scenarios.get(id);
  return now?.digest === digest ? now : (engine.kept.get(digest) ?? now);
}

/** Makes known the versions under which these records were opened. Costs nothing where all are known. */
export async function learnContracts(engine: Engine, query: Query, records: readonly Stamped[]): Promise<void> {
  const unknown = [...new Set(records.filter((one) => isUnknown(engine, one)).map(({ digest }) => digest))];
  if (unknown.length === 0) return;
  for (const kept of await readContracts(query, unknown)) engine.kept.set(kept.digest, interpretedScenario(kept));
  for (const digest of unknown) if (!engine.kept.has(digest)) engine.kept.set(digest, undefined);
}

function isUnknown(engine: Engine, { scenario, digest }: Stamped): boolean {
  return engine.scenarios.get(scenario)?.digest !== digest && !engine.kept.has(digest);
}

const kept = new WeakMap<Engine, Set<string>>();

/** Keeps the contracts under which records are about to be opened; each once for every hub that runs. */
export async function keepContracts(
  engine: Engine,
  query: Query,
  { insert, now }: { readonly insert: readonly Stamped[]; readonly now: string },
): Promise<void> {
  if (insert.length === 0) return;
  const known = kept.get(engine) ?? new Set<string>();
  kept.set(engine, known);
  for (const { scenario: id, digest } of insert) {
    const scenario = engine.scenarios.get(id);
    if (known.has(digest) || scenario?.digest !== digest) continue;
    const { contract, pattern } = scenario;
    const common = definitionsNamed([contract, pattern], engine.bundle.common);
    await keepContract(query, { digest, contract, pattern, common }, now);
    known.add(digest);
  }
}

/** The shared definitions that a contract and its pattern name, and those that these name. */
function definitionsNamed(parts: readonly object[], common: JsonObject): JsonObject {
  const all = (common["$defs"] ?? {}) as JsonObject;
  const found: { [name: string]: JsonObject[string] } = {};
  const look = (part: unknown): void => {
    for (const [, name = ""] of JSON.stringify(part).matchAll(/#\/\$defs\/(\w+)/g)) {
      if (name in found || all[name] === undefined) continue;
      found[name] = all[name];
      look(all[name]);
    }
  };
  parts.forEach(look);
  const { $id } = common;
  return { ...($id === undefined ? {} : { $id }), $defs: found };
}
