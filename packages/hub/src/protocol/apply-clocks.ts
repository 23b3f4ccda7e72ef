import { localInstant, type Changes as Outcome, type ClockSet, type Machine } from "@linli/contracts";
import type { ClockRow, WholeRecord } from "../store/rows.js";
import type { Plan } from "./plan.js";

/**
 * Writes into the plan what becomes of a record's clocks: those that stop, those that are set with their reminders, and
 * all of them where they stand still or go on. What is left of a clock that stood still is time that passes, not working time.
 */
export function applyClocks(
  plan: Plan,
  {
    record,
    before,
    outcome,
  }: {
    readonly machine: Machine;
    readonly record: string;
    readonly before: WholeRecord | undefined;
    readonly outcome: Outcome;
  },
): { readonly rows: readonly ClockRow[]; readonly stopped: string | null } {
  const { set, clear, paused } = outcome.clocks;
  const gone = new Set([...clear, ...set.map((clock) => clock.id)]);
  let rows: readonly ClockRow[] = (before?.clocks ?? []).filter((clock) => !gone.has(clock.rule));
  const had = new Set((before?.clocks ?? []).map((clock) => clock.rule));
  for (const rule of gone) if (had.has(rule)) plan.changes.clear.push({ record, rule });
  const stood = (before?.row.stopped ?? null) !== null;
  const now = Date.parse(plan.now);
  if (paused !== stood) {
    rows = rows.map((clock) => (paused ? standing(clock, now) : goingOn(clock, now, plan.street.zone)));
    plan.changes.clocks.push(...rows);
  }
  const fresh = set
    .flatMap((clock) => rowsOf(record, clock, now))
    .map((clock) => (paused ? standing(clock, now) : clock));
  plan.changes.clocks.push(...fresh);
  return { rows: [...rows, ...fresh], stopped: paused ? (before?.row.stopped ?? plan.now) : null };
}

function rowsOf(record: string, clock: ClockSet, now: number): readonly ClockRow[] {
  const { id, due, then, repeats, reminders } = clock;
  const act = { ...(then === undefined ? {} : { then }), ...(repeats === undefined ? {} : { repeats }) };
  return [
    { record, name: id, rule: id, due, left: null, act },
    ...reminders
      .filter((reminder) => Date.parse(reminder) > now)
      .map((reminder, i) => ({
        record,
        name: `${id}~${i}`,
        rule: id,
        due: reminder,
        left: null,
        act: { remind: true as const },
      })),
  ];
}

function standing(clock: ClockRow, now: number): ClockRow {
  return clock.due === null ? clock : { ...clock, due: null, left: Date.parse(clock.due) - now };
}

function goingOn(clock: ClockRow, now: number, zone: string): ClockRow {
  return clock.left === null ? clock : { ...clock, due: localInstant(now + clock.left, zone), left: null };
}
