import { booksClosed } from "@linli/contracts";
import { ProblemError } from "../../engine.js";
import type { WholeRecord } from "../../store/rows.js";
import type { Decided } from "../apply.js";
import { loadInto, type Plan } from "../plan.js";
import { uuid7 } from "../uuid.js";

/**
 * Writes the opposite of all that this record has posted.
 * @throws books-closed
 */
export async function unpost(plan: Plan, { machine }: Decided, after: WholeRecord): Promise<WholeRecord> {
  const { posted } = await loadInto(plan, { posted: after.row.id });
  const open = (posted ?? []).filter((line) => line.amount !== 0);
  if (open.some(({ day }) => booksClosed(machine.settings, day, plan.now, plan.street.zone)))
    throw new ProblemError("books-closed");
  const day = plan.now.slice(0, 10);
  // Per unit the sums are balanced, so their opposites are too.
  for (const unit of new Set(open.map((line) => line.unit))) {
    const entry = uuid7(plan.engine, Date.parse(plan.now));
    for (const [i, line] of open.filter((one) => one.unit === unit).entries()) {
      plan.changes.lines.push({ entry, no: i + 1, account: line.id, amount: -line.amount, record: after.row.id, day });
      plan.expects.accounts.push({ id: line.id, unit, owner: line.owner, floor: line.floor });
    }
  }
  return after;
}
