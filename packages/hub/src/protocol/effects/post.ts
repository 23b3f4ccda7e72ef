import { bookDate, booksClosed, evaluate, timeIn, type Json, type JsonObject } from "@linli/contracts";
import { ProblemError } from "../../engine.js";
import type { WholeRecord } from "../../store/rows.js";
import type { Decided } from "../apply.js";
import type { Plan } from "../plan.js";
import { uuid7 } from "../uuid.js";
import { accountOf, type Account } from "./accounts.js";

/**
 * Writes balanced lines to accounts: those of `settings.lines`, or one from–to. An amount that is absent or zero writes none.
 * @throws books-closed
 */
export async function post(
  plan: Plan,
  decided: Decided,
  after: WholeRecord,
  argument: Json | undefined,
): Promise<WholeRecord> {
  const { settings } = decided.machine;
  const context = decided.context();
  const lines = (argument === undefined ? settings["lines"] : [argument]) as readonly JsonObject[] | undefined;
  const day = bookDate(settings, after.row.data, plan.now.slice(0, 10));
  for (const line of lines ?? []) {
    const said = line["unit"] ?? settings["unit"];
    const unit = typeof said === "string" ? said : "fen";
    const amount = evaluate(
      line["amount"] ?? 0,
      { ...context, record: after.row.data, derived: after.row.derived },
      timeIn(plan.street.zone),
    );
    if (typeof amount !== "number" || !Number.isFinite(amount) || Math.trunc(amount) === 0) continue;
    if (booksClosed(settings, day, plan.now, plan.street.zone)) throw new ProblemError("books-closed");
    const owner = line["owner"] ?? settings["owner"];
    const side = (said: Json = "street") => accountOf(plan, decided, after, { said, unit, owner });
    const [from, to] = [await side(line["from"]), await side(line["to"])];
    writeEntry(plan, after.row.id, { from, to, amount: Math.trunc(amount), day });
  }
  return after;
}

/** One entry of two lines; of a record, or (`null`) of none. */
export function writeEntry(
  plan: Plan,
  record: string | null,
  entry: { readonly from: Account; readonly to: Account; readonly amount: number; readonly day?: string },
): void {
  const { from, to, amount, day = plan.now.slice(0, 10) } = entry;
  const id = uuid7(plan.engine, Date.parse(plan.now));
  plan.changes.lines.push(
    { entry: id, no: 1, account: from.id, amount: -amount, record, day },
    { entry: id, no: 2, account: to.id, amount, record, day },
  );
  plan.expects.accounts.push(from, to);
}
