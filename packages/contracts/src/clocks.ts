import { sameJson } from "./json.js";
import type { Machine } from "./machine.js";
import type { ClockRule, Rule } from "./model.js";
import { evaluate, type Context } from "./rules.js";
import type { ClockSet } from "./state.js";
import { dayOf, laterWorking, plainCalendar, timeIn, type WorkingCalendar } from "./time.js";

/** Where a record was and is, for its clocks. */
export interface ClockMove {
  readonly from: string | undefined;
  readonly to: string;
  /** The action led somewhere, be it the same state again. */
  readonly moved: boolean;
  /** The contexts before and after: a clock whose `at` changed is set again. */
  readonly before: Context;
  readonly after: Context;
  readonly now: string;
  readonly zone: string;
  readonly calendar?: WorkingCalendar | undefined;
}

/** Which clocks an act sets and which it stops. */
export function clocksAfter(
  machine: Machine,
  move: ClockMove,
): { readonly set: readonly ClockSet[]; readonly clear: readonly string[] } {
  const set: ClockSet[] = [];
  const clear: string[] = [];
  for (const clock of machine.clocks) {
    const was = move.from !== undefined && runsIn(machine, clock, move.from);
    const is = runsIn(machine, clock, move.to) && !isDone(clock, move.after);
    if (was && !is) clear.push(clock.id);
    if (!is) continue;
    // Coming to the same state anew restarts only what runs in that state alone: nobody escapes a deadline by acting twice.
    const entering = !was || (move.moved && move.from === move.to && clock.while.length === 1);
    // A clock that does not count from the entry is not set again by it: it would fire twice.
    const isEntry = clock.at.var === "entered";
    const moved = was && !(isEntry && entering) && isMoved(clock, move);
    if (!moved && (isEntry ? !entering : was)) continue;
    const when = { zone: move.zone, calendar: move.calendar };
    const since = moved ? String(move.after["entered"]) : move.now;
    const next = clockDue(machine, clock, move.after, { ...when, now: since });
    // What was due before now and still is has fired, and does not fire again for being counted anew.
    if (moved && next !== undefined && isPast(next, move)) {
      const last = clockDue(machine, clock, move.before, { ...when, now: String(move.before["entered"]) });
      if (last !== undefined && isPast(last, move)) continue;
    }
    if (next) set.push(next);
    else if (was) clear.push(clock.id);
  }
  return { set, clear };
}

/** When a clock would be due, read from a context; `undefined`: it does not run. */
export function clockDue(
  machine: Machine,
  clock: ClockRule,
  context: Context,
  when: { readonly now: string; readonly zone: string; readonly calendar?: WorkingCalendar | undefined },
): ClockSet | undefined {
  const time = timeIn(when.zone);
  const said = clock.at.var === "entered" ? when.now : evaluate(clock.at, context, time);
  const isDay = typeof said === "string" && said.length === 10;
  const at = isDay ? dayOf(said, when.zone)[clock.day ?? "start"] : said;
  const plus = typeof clock.plus === "object" ? evaluate(clock.plus, context, time) : clock.plus;
  if (typeof at !== "string" || (clock.plus !== undefined && typeof plus !== "string")) return undefined;
  const calendar = typeof clock.calendar === "object" ? evaluate(clock.calendar, context, time) : clock.calendar;
  const due =
    typeof plus !== "string"
      ? at
      : calendar === "working"
        ? laterWorking(at, plus, when.zone, when.calendar ?? plainCalendar)
        : time.shift(at, plus, 1);
  const remind = clock.remind === undefined ? undefined : evaluate(clock.remind, context, time);
  return {
    id: clock.id,
    due,
    ...(clock.then === undefined ? {} : { then: clock.then }),
    reminders: (Array.isArray(remind) ? (remind as readonly string[]) : []).map((before) =>
      time.shift(due, before, -1),
    ),
    ...(clock.repeats === true && typeof plus === "string" ? { repeats: plus } : {}),
    ...(calendar === "working" ? { calendar } : {}),
  };
}

/** When a clock is due again that repeats. */
export function clockAgain(
  clock: {
    readonly due: string;
    readonly repeats?: string | undefined;
    readonly calendar?: "working" | undefined;
  },
  zone: string,
  calendar: WorkingCalendar | undefined,
): string | undefined {
  if (clock.repeats === undefined) return undefined;
  return clock.calendar === "working"
    ? laterWorking(clock.due, clock.repeats, zone, calendar ?? plainCalendar)
    : timeIn(zone).shift(clock.due, clock.repeats, 1);
}

/** Whether a clock runs in a state: it must name it, and what it brings must be possible there. */
export function runsIn(machine: Machine, clock: ClockRule, state: string): boolean {
  if (!clock.while.includes(state)) return false;
  const { then } = clock;
  return typeof then !== "string" || machine.moves.some((move) => move.from === state && move.action === then);
}

/** Whether the stage that a clock waits for is done. */
function isDone(clock: ClockRule, after: Context): boolean {
  return clock.stage !== undefined && Object.hasOwn(Object(after["stages"]), clock.stage);
}

/** Whether what a clock counts from, or how long it counts, is another than before. */
function isMoved(clock: ClockRule, move: ClockMove): boolean {
  const time = timeIn(move.zone);
  const isOther = (rule: Rule): boolean =>
    !sameJson(evaluate(rule, move.before, time), evaluate(rule, move.after, time));
  const { plus } = clock;
  return (clock.at.var !== "entered" && isOther(clock.at)) || (typeof plus === "object" && isOther(plus));
}

function isPast({ due }: ClockSet, { now }: ClockMove): boolean {
  return Date.parse(due) <= Date.parse(now);
}
