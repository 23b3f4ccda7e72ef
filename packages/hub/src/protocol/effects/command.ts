import { ProblemError } from "../../engine.js";
import type { WholeRecord } from "../../store/rows.js";
import type { Decided } from "../apply.js";
import type { Plan } from "../plan.js";
import { uuid7 } from "../uuid.js";

/**
 * Puts a command into the outbox of the thing that the record uses.
 * @throws unknown-command
 */
export function command(plan: Plan, { machine }: Decided, after: WholeRecord): WholeRecord {
  const [use] = after.row.uses;
  const name = machine.settings["command"] ?? after.row.data["command"];
  const known = use === undefined ? undefined : plan.engine.kinds.get(use.kind)?.kind.commands;
  if (use === undefined || typeof name !== "string" || known === undefined || !(name in known))
    throw new ProblemError("unknown-command");
  plan.changes.outbox.push({
    id: uuid7(plan.engine, Date.parse(plan.now)),
    topic: "command",
    record: after.row.id,
    body: { resource: use.id, kind: use.kind, command: name, record: after.row.data },
  });
  return after;
}
