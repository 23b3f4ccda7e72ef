import { clockAgain, evaluate, fieldsByRule, timeIn, truthy, type ByRule, type Machine } from "@linli/contracts";
import { fireClock } from "./act.js";
import { tell } from "./effects.js";
import { lapsePoints } from "./ledger.js";
import { hasEnough, openAgain, openRecord } from "./open.js";
import { factsOf } from "./people.js";
import type { Rehearsed, Street } from "./street.js";

/** The most that can happen by itself before a clock is taken to run in circles. */
const MOST = 5000;

/** Moves the street's clock; what is due on the way happens, in order. */
export function moveClock(street: Street, to: string, byRule: Machine | undefined): void {
  for (let n = 0; n < MOST; n++) {
    const next = nextDue(street, to);
    const look = byRule === undefined ? undefined : nextLook(street, byRule, to);
    const lapse = byRule === undefined ? undefined : nextLapse(street, byRule, to);
    const first = Math.min(...[next?.at, look?.at].map((at) => (at === undefined ? Infinity : Date.parse(at))));
    if (byRule !== undefined && lapse !== undefined && Date.parse(lapse) <= first) {
      street.now = lapse;
      street.looked.set(LAPSE, lapse);
      lapsePoints(street, byRule.settings);
    } else if (look !== undefined && (next === undefined || Date.parse(look.at) <= Date.parse(next.at))) {
      street.now = look.at;
      street.looked.set(look.key, look.at);
      lookThrough(street, look.machine, look.rule);
    } else if (next !== undefined) {
      street.now = next.at;
      happen(street, next);
    } else {
      street.now = to;
      return;
    }
  }
  street.step.trouble.push("clocks go on firing without end");
}

interface Due {
  readonly at: string;
  readonly record: Rehearsed;
  readonly clock: string;
  readonly reminder: boolean;
}

/** Under which name it is known when points last lapsed. */
const LAPSE = "~lapse";

/** The clock that opens a record again. */
const AGAIN = "~again";

function nextDue(street: Street, to: string): Due | undefined {
  let first: Due | undefined;
  for (const record of street.records) {
    const again = record.again?.due;
    if (again !== undefined && Date.parse(again) <= Date.parse(first?.at ?? to))
      first = { at: laterOf(again, street.now), record, clock: AGAIN, reminder: false };
    if (record.stopped !== undefined) continue;
    for (const [clock, { due, reminders }] of record.clocks) {
      for (const [at, reminder] of [...reminders.map((one) => [one, true] as const), [due, false] as const]) {
        if (Date.parse(at) > Date.parse(to)) continue;
        if (first === undefined || Date.parse(at) < Date.parse(first.at))
          first = { at: laterOf(at, street.now), record, clock, reminder };
      }
    }
  }
  return first;
}

/** What was due before now happens now. */
function laterOf(a: string, b: string): string {
  return Date.parse(a) < Date.parse(b) ? b : a;
}

function happen(street: Street, { record, clock, reminder }: Due): void {
  if (clock === AGAIN) {
    openAgain(street, record);
    return;
  }
  const running = record.clocks.get(clock);
  if (running === undefined) return;
  if (reminder) {
    running.reminders = running.reminders.slice(1);
    remind(street, record);
    return;
  }
  if (running.repeats === undefined) record.clocks.delete(clock);
  else running.due = clockAgain(running, street.zone, street.calendar) ?? running.due;
  fireClock(street, record, clock);
}

/** Reminds those who still have something to do: of a roll, only them. */
function remind(street: Street, record: Rehearsed): void {
  const { machine, state, roll, children } = record;
  if (roll === undefined)
    return tell(street, record, state.assignees.length > 0 ? ["assignee"] : ["opener", "subject"], "clock");
  const action = Object.entries(machine.pattern.actions).find(
    ([name, { by, appends }]) => machine.actions.has(name) && by.includes("roll") && appends?.once !== undefined,
  )?.[0];
  for (const name of roll.keys())
    if (!children.some((child) => child.action === action && child.by === name)) street.step.told.add(name);
}

/** When what was earned long ago lapses next; it is looked at once a day. */
function nextLapse(street: Street, { settings }: Machine, to: string): string | undefined {
  if (typeof settings["expireAfter"] !== "string" || typeof settings["unit"] !== "string") return undefined;
  const last = street.looked.get(LAPSE);
  const at = last === undefined ? street.now : timeIn(street.zone).shift(last, "P1D", 1);
  return Date.parse(at) <= Date.parse(to) ? at : undefined;
}

function nextLook(
  street: Street,
  machine: Machine,
  to: string,
): { readonly at: string; readonly key: string; readonly machine: Machine; readonly rule: ByRule } | undefined {
  for (const rule of machine.contract.byRule ?? []) {
    const key = `${machine.contract.id} ${rule.id}`;
    const last = street.looked.get(key);
    const at = last === undefined ? street.now : timeIn(street.zone).shift(last, rule.every, 1);
    if (Date.parse(at) <= Date.parse(to)) return { at, key, machine, rule };
  }
  return undefined;
}

/** Whether a rule may open a record for somebody (again). */
function mayAgain(street: Street, { again }: ByRule, key: string): boolean {
  const last = street.openedByRule.get(key);
  if (last === undefined) return true;
  return again !== undefined && Date.parse(timeIn(street.zone).shift(last, again, 1)) <= Date.parse(street.now);
}

/** Opens a record for everybody whose facts fit; who has one already, or is not eligible, gets none. */
function lookThrough(street: Street, machine: Machine, rule: ByRule): void {
  const time = timeIn(street.zone);
  for (const name of Object.keys(street.people)) {
    const context = { subject: factsOf(street, name), now: street.now };
    if (!truthy(evaluate(rule.when, context, time))) continue;
    const input = fieldsByRule(rule.with, context, time);
    const key = `${machine.contract.id} ${rule.id} ${name}`;
    if (!mayAgain(street, rule, key) || hasEnough(street, machine, name, input)) continue;
    const opened = openRecord(street, machine, {
      actor: { id: "hub", roles: [], kind: "hub" },
      person: name,
      input,
      options: rule.options,
    });
    if (!("refused" in opened)) {
      street.openedByRule.set(key, street.now);
      if (!opened.folded) street.step.byRule.push(opened.record);
    } else if (!["limit-reached", "not-eligible"].includes(opened.refused.problem)) {
      const faults = (opened.refused.faults ?? []).map((fault) => `${fault.at} (${fault.keyword})`).join(", ");
      street.step.trouble.push(
        `opening by the rule "${rule.id}" is refused: ${opened.refused.problem}${faults === "" ? "" : ` at ${faults}`}`,
      );
    }
  }
}
