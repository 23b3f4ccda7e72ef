import { actionAppending, type Machine } from "@linli/contracts";

/** Kinds of child rows that the hub itself appends, to records of any pattern. */
const ownKinds: ReadonlySet<string> = new Set(["occurrences", "settlements"]);

/** Whether records of a scenario can have child rows of a kind. */
export function canHave(machine: Machine, kind: string): boolean {
  return ownKinds.has(kind) || actionAppending(machine, kind) !== undefined;
}
