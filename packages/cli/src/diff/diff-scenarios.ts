import type { Contract } from "@linli/contracts";
import type { Scenarios } from "../read/read-scenarios.js";
import { heaviest, movesEnough, type Change, type Weight } from "./change.js";
import { diffContract } from "./diff-contract.js";

/** What became of one contract. */
export interface ContractDiff {
  readonly id: string;
  /** Absent: it is new. */
  readonly before?: string;
  /** Absent: it is gone. */
  readonly after?: string;
  readonly changes: readonly Change[];
  /** Of its heaviest change; absent: there is none. */
  readonly weight?: Weight;
  /** Whether the version says what the changes are. A contract that is gone breaks those who use it. */
  readonly isSaid: boolean;
}

/** Compares two trees of scenarios, contract by contract; those that are the same are left out. */
export function diffScenarios(before: Scenarios, after: Scenarios): readonly ContractDiff[] {
  const definitions = { before: before.common, after: after.common };
  const byId = ({ contracts }: Scenarios): ReadonlyMap<string, Contract> =>
    new Map(contracts.map((contract) => [contract.id, contract]));
  const [was, is] = [byId(before), byId(after)];
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((id): readonly ContractDiff[] => {
    const [one, other] = [was.get(id), is.get(id)];
    if (one === undefined && other !== undefined)
      return [{ id, after: other.version, changes: [], weight: "minor", isSaid: true }];
    if (one !== undefined && other === undefined)
      return [{ id, before: one.version, changes: [], weight: "major", isSaid: false }];
    const [pattern, otherPattern] = [before.patterns[one?.pattern ?? ""], after.patterns[other?.pattern ?? ""]];
    if (one === undefined || other === undefined || pattern === undefined || otherPattern === undefined) return [];
    const changes = diffContract({ contract: one, pattern }, { contract: other, pattern: otherPattern }, definitions);
    const weight = heaviest(changes);
    if (weight === undefined && one.version === other.version) return [];
    const isSaid = weight === undefined || movesEnough(one.version, other.version, weight);
    return [{ id, before: one.version, after: other.version, changes, ...(weight && { weight }), isSaid }];
  });
}

/** A contract's changes in lines, the verdict first. */
export function wordDiff({ id, before, after, changes, weight, isSaid }: ContractDiff): string {
  const versions = `${before ?? "new"} → ${after ?? "gone"}`;
  const verdict = isSaid ? "" : ` The version must move by a ${weight ?? "patch"}.`;
  const head = `${id}: ${versions}${weight === undefined ? "" : ` (${weight})`}.${verdict}`;
  return [head, ...changes.map((change) => `  ${change.weight.padEnd(5)} #${change.at}: ${change.says}`)].join("\n");
}
