import type { Machine } from "@linli/contracts";
import type { HoldingRow, RecordRow, WholeRecord } from "../store/rows.js";
import type { Decided } from "./apply.js";
import type { Plan } from "./plan.js";
import { giveBack, take, waitingFor, wishesOf } from "./room.js";
import { uuid7 } from "./uuid.js";

/** Writes into the plan what becomes of a record's reservations, and of its place on a waitlist. */
export function applyHolding(plan: Plan, decided: Decided, row: RecordRow): Pick<WholeRecord, "held" | "queued"> {
  const { machine, before, outcome } = decided;
  const { holding } = outcome;
  let held = before?.held ?? null;
  if (holding !== undefined && holding.kind !== "reserve") {
    for (const one of held ?? []) {
      if (holding.kind === "consume") consume(plan, machine, row.id, one);
      else release(plan, row.id, one);
    }
    held = null;
  }
  if (holding?.kind === "reserve" || holding?.kind === "move") {
    held = wishesOf(machine, holding.uses).map((wish) => {
      const reservation = { ...wish, id: uuid7(plan.engine, Date.parse(plan.now)) };
      plan.changes.reserve.push({ ...reservation, record: row.id });
      const resource = plan.resources.get(wish.resource);
      if (resource) plan.expects.resources.push({ id: resource.id, revision: resource.revision });
      take(plan.room, reservation);
      return reservation;
    });
  }
  return { held, queued: applyQueue(plan, decided, row) };
}

/** Whether a record in this state waits for a place: the hub can promote it from there. */
export function waitsIn(machine: Machine, state: string): boolean {
  return machine.moves.some((move) => move.from === state && move.action === "promote");
}

function applyQueue(plan: Plan, { machine, before, uses }: Decided, row: RecordRow): WholeRecord["queued"] {
  const waits = waitsIn(machine, row.state);
  if (before?.queued && !waits) {
    plan.changes.leave.push(row.id);
    for (const { resource } of before.queued) plan.expects.resources.push({ id: resource });
    return null;
  }
  if (before?.queued || !waits) return before?.queued ?? null;
  const wishes = wishesOf(machine, uses);
  const ahead = waitingFor(plan.room, wishes);
  for (const [no, wish] of wishes.entries()) {
    plan.changes.join.push({ ...wish, record: row.id, no });
    plan.expects.full.push({ ...wish, record: row.id });
    const [count, last] = plan.room.queues.get(wish.resource) ?? [0, 0];
    plan.expects.queues.push({ resource: wish.resource, count, last });
  }
  return wishes.map((wish, no) => ({ ...wish, no, place: 0, ahead }));
}

function release(plan: Plan, record: string, held: HoldingRow & { readonly id: string }): void {
  plan.changes.release.push({ record, id: held.id });
  plan.expects.resources.push({ id: held.resource });
  giveBack(plan.room, held);
}

/** What is counted per bucket stays counted; what is held for a period ends now. */
function consume(plan: Plan, machine: Machine, record: string, held: HoldingRow & { readonly id: string }): void {
  const now = Date.parse(plan.now);
  const byPeriod = machine.contract.uses?.find((rule) => rule.kind === held.kind)?.period !== undefined;
  const drop =
    held.exclusive || !byPeriod ? [] : held.buckets.filter((bucket) => bucket !== "" && Date.parse(bucket) > now);
  const endsEarly = held.exclusive && (held.ends === "infinity" || Date.parse(held.ends ?? "") > now);
  plan.changes.shorten.push({ record, id: held.id, ends: endsEarly ? plan.now : null, drop });
  plan.expects.resources.push({ id: held.resource });
  if (endsEarly || drop.length > 0) giveBack(plan.room, held, drop);
}
