import type { WholeRecord } from "../../store/rows.js";
import type { Decided } from "../apply.js";
import { loadInto, type Plan } from "../plan.js";
import { uuid7 } from "../uuid.js";

/** Writes the opposite of all that this record has posted. */
export async function unpost(plan: Plan, _: Decided, after: WholeRecord): Promise<WholeRecord> {
  const { posted } = await loadInto(plan, { posted: after.row.id });
  const open = (posted ?? []).filter((line) => line.amount !== 0);
  // Per unit the sums are balanced, so their opposites are too.
  for (const unit of new Set(open.map((line) => line.unit))) {
    const entry = uuid7(plan.engine, Date.parse(plan.now));
    for (const [i, line] of open.filter((one) => one.unit === unit).entries()) {
      plan.changes.lines.push({ entry, no: i + 1, account: line.id, amount: -line.amount, record: after.row.id });
      plan.expects.accounts.push({ id: line.id, unit, owner: line.owner, floor: line.floor });
    }
  }
  return after;
}
