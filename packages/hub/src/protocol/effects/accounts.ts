import { at, evaluate, timeIn, type Json, type JsonObject } from "@linli/contracts";
import { ProblemError } from "../../engine.js";
import type { WholeRecord } from "../../store/rows.js";
import type { Decided } from "../apply.js";
import { loadInto, type Plan } from "../plan.js";

/** An account that lines are written to: of one owner, in one unit. */
export interface Account {
  readonly id: string;
  readonly unit: string;
  readonly owner: string;
  readonly floor: number | null;
}

/**
 * The account that a contract names: `opener`, `subject`, `assignee`, `record`, a pointer into the record, an account of the
 * street, a rule that gives one of these, or `{ unit, owner }`. `owner`: whether what people have is their households'. A floor
 * holds for what people own.
 */
export async function accountOf(
  plan: Plan,
  decided: Decided,
  { row }: WholeRecord,
  { said, unit, owner: whose }: { readonly said: Json; readonly unit: string; readonly owner: Json | undefined },
): Promise<Account> {
  const { settings } = decided.machine;
  const floor = typeof settings["floor"] === "number" ? settings["floor"] : null;
  const own = (person: string) =>
    account(whose === "household" ? (plan.people.get(person)?.household ?? person) : person, unit, floor);
  const asked = said as JsonObject;
  if (typeof said === "object" && said !== null && "owner" in asked)
    return account(String(asked["owner"]), String(asked["unit"] ?? unit), null);
  const name =
    typeof said === "object" && said !== null ? evaluate(said, decided.context(), timeIn(plan.street.zone)) : said;
  switch (name) {
    case "opener":
      return own(row.opener);
    case "subject":
      return own(row.subject);
    case "assignee": {
      // Who gives it up is paid before she is nobody's any more.
      const [assignee] = row.assignees.length > 0 ? row.assignees : (decided.before?.row.assignees ?? []);
      if (assignee === undefined) throw new ProblemError("unknown-actor");
      return own(assignee);
    }
    case "record":
      return account(`record:${row.id}`, unit, null);
    default: {
      const text = String(name);
      const owner = text.startsWith("/") ? String(at(row.data, text)) : text;
      // Somebody whom the record names may be nobody that the act has looked at.
      if (text.startsWith("/") && !plan.people.has(owner)) await loadInto(plan, { people: [owner] });
      return plan.people.has(owner) ? own(owner) : account(`street:${owner}`, unit, null);
    }
  }
}

/** Names that only a record gives a meaning to. */
const parties: ReadonlySet<string> = new Set(["opener", "subject", "assignee", "record"]);

/**
 * An account of the street by its name, where there is no record whose people could own one.
 * @throws unknown-actor
 */
export function streetAccount(said: Json | undefined, unit: string): Account {
  const name = typeof said === "string" ? said : "street";
  if (parties.has(name) || name.startsWith("/")) throw new ProblemError("unknown-actor");
  return account(`street:${name}`, unit, null);
}

function account(owner: string, unit: string, floor: number | null): Account {
  return { id: `${unit}:${owner}`, unit, owner, floor };
}
