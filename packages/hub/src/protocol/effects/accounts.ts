import type { Json, JsonObject } from "@linli/contracts";
import { ProblemError } from "../../engine.js";
import type { WholeRecord } from "../../store/rows.js";
import type { Decided } from "../apply.js";
import type { Plan } from "../plan.js";

/** An account that lines are written to: of one owner, in one unit. */
export interface Account {
  readonly id: string;
  readonly unit: string;
  readonly owner: string;
  readonly floor: number | null;
}

/**
 * The account that a contract names: `opener`, `subject`, `assignee`, `record`, an account of the street, or
 * `{ unit, owner }`. What people and records own can't go below zero (money may, unless the contract sets a floor).
 */
export function accountOf(plan: Plan, { machine }: Decided, { row }: WholeRecord, name: Json, unit: string): Account {
  if (typeof name === "object" && name !== null) {
    const said = name as JsonObject;
    return account(String(said["owner"]), String(said["unit"] ?? unit), null);
  }
  const floor = machine.settings["floor"];
  const least = typeof floor === "number" ? floor : unit === "fen" ? null : 0;
  const household = (id: string) => (machine.settings["owner"] === "household" ? (plan.people.get(id)?.household ?? id) : id);
  switch (name) {
    case "opener":
      return account(household(row.opener), unit, least);
    case "subject":
      return account(household(row.subject), unit, least);
    case "assignee": {
      const [assignee] = row.assignees;
      if (assignee === undefined) throw new ProblemError("unknown-actor");
      return account(household(assignee), unit, least);
    }
    case "record":
      return account(`record:${row.id}`, unit, 0);
    default:
      return account(`street:${String(name)}`, unit, null);
  }
}

function account(owner: string, unit: string, floor: number | null): Account {
  return { id: `${unit}:${owner}`, unit, owner, floor };
}
