import {
  laterWorking,
  localInstant,
  plainCalendar,
  workingLeft,
  type Changes as Outcome,
  type ClockSet,
} from "@linli/contracts";
import type { ClockRow, WholeRecord } from "../store/rows.js";
import type { Street } from "../store/streets.js";
import type { Plan } from "./plan.js";
import { calendarOf } from "./street-at-hand.js";

/**
 * Writes into the plan what becomes of a record's clocks: those that stop, those that are set with their reminders, and
 * all of them where they stand still or go on. What is left of a clock that counts working time is working time.
 */
export function applyClocks(
  plan: Plan,
  moved: { readonly record: string; readonly before: WholeRecord | undefined; readonly outcome: Outcome },
): { readonly rows: readonly ClockRow[]; readonly stopped: string | null } {
  const { record, before, outcome } = moved;
  const { set, clear, paused } = outcome.clocks;
  const gone = new Set([...clear, ...set.map((clock) => clock.id)]);
  let rows: readonly ClockRow[] = (before?.clocks ?? []).filter((clock) => !gone.has(clock.rule));
  const had = new Set((before?.clocks ?? []).map((clock) => clock.rule));
  for (const rule of gone) if (had.has(rule)) plan.changes.clear.push({ record, rule });
  const stood = (before?.row.stopped ?? null) !== null;
  if (paused !== stood) {
    rows = rows.map((clock) => (paused ? standing(clock, plan.now, plan.street) : goingOn(clock, plan)));
    plan.changes.clocks.push(...rows);
  }
  const fresh = set
    .flatMap((clock) => rowsOf(record, clock, Date.parse(plan.now)))
    .map((clock) => (paused ? standing(clock, plan.now, plan.street) : clock));
  plan.changes.clocks.push(...fresh);
  return { rows: [...rows, ...fresh], stopped: paused ? (before?.row.stopped ?? plan.now) : null };
}

function rowsOf(record: string, clock: ClockSet, now: number): readonly ClockRow[] {
  const { id, due, then, repeats, calendar, reminders } = clock;
  const counts = calendar === undefined ? {} : { calendar };
  const act = {
    ...(then === undefined ? {} : { then }),
    ...(repeats === undefined ? {} : { repeats }),
    ...counts,
  };
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
        act: { remind: true as const, ...counts },
      })),
  ];
}

/** What opens a record again goes by the calendar, whatever becomes of the record itself. */
function standing(clock: ClockRow, now: string, street: Street): ClockRow {
  if (clock.due === null || clock.act?.again !== undefined) return clock;
  const left = Date.parse(clock.due) - Date.parse(now);
  if (clock.act?.calendar !== "working") return { ...clock, due: null, left };
  const { calendar = plainCalendar } = calendarOf(street);
  return { ...clock, due: null, left, act: { ...clock.act, left: workingLeft(now, clock.due, street.zone, calendar) } };
}

function goingOn(clock: ClockRow, { now, street }: Plan): ClockRow {
  if (clock.left === null) return clock;
  const { left, ...act } = clock.act ?? {};
  const { calendar = plainCalendar } = calendarOf(street);
  const due =
    left === undefined
      ? localInstant(Date.parse(now) + clock.left, street.zone)
      : laterWorking(now, left, street.zone, calendar);
  return { ...clock, due, left: null, act };
}
