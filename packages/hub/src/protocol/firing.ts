import { clockAgain, evaluate, timeIn, type Act, type Context, type JsonObject, type Machine } from "@linli/contracts";
import { ProblemError, type Engine, type Scenario } from "../engine.js";
import type { DueClock } from "../store/clocks.js";
import type { ClockRow, WholeRecord } from "../store/rows.js";
import type { Street } from "../store/streets.js";
import { planAct } from "./acting.js";
import { perform } from "./perform.js";
import { addEvent, loadInto, type Plan } from "./plan.js";
import { openAgain } from "./repeating.js";
import { calendarOf, machineIn } from "./street-at-hand.js";
import { uuid7 } from "./uuid.js";
import { scenarioOf } from "./kept-contracts.js";

/**
 * Fires one clock of a record, if it is still there: an action as `clock`, a flag, or a reminder. A clock whose action is no
 * longer possible is noted and falls away. Whoever commits first has fired it.
 * @returns Whether it fired.
 */
export async function fireClock(engine: Engine, street: Street, due: DueClock, now: string): Promise<boolean> {
  const answer = await perform<boolean>(engine, {
    street: street.id,
    now,
    decide: async (plan, begin) => {
      const loaded = await begin({ record: due.record, actor: "clock", people: [] });
      const whole = loaded.record;
      const clock = whole?.clocks?.find(
        (one) => one.name === due.name && one.due !== null && Date.parse(one.due) === Date.parse(due.due),
      );
      if (whole === undefined || clock === undefined) return { status: 200, body: false };
      plan.expects.clock = { record: due.record, name: due.name, due: due.due };
      const scenario = scenarioOf(engine, whole.row);
      if (scenario === undefined) return remind(plan, whole, clock, undefined);
      if (clock.act?.remind === true)
        return remind(plan, whole, clock, await unreadOf(plan, whole, machineIn(engine, plan.street, scenario)));
      const machine = machineIn(engine, plan.street, scenario);
      if (clock.act?.again !== undefined) return again(plan, scenario, machine, whole, clock);
      const act: Act = { do: `clock:${clock.rule}`, actor: { id: "clock", roles: [], kind: "clock" } };
      const then = clock.act?.then;
      // It is taken away first: what it brings may set it again.
      plan.changes.unname.push({ record: due.record, name: due.name });
      const rest: WholeRecord = { ...whole, clocks: (whole.clocks ?? []).filter((one) => one !== clock) };
      try {
        const asked = typeof then === "string" ? { ...act, do: then } : act;
        await planAct(plan, {
          scenario,
          machine,
          whole: rest,
          loaded,
          act: asked,
          standsForSubject: false,
          clock: clock.rule,
        });
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        return drop(plan, { whole, machine, clock }, error.code);
      }
      repeat(plan, machine, rest, clock);
      return { status: 200, body: true };
    },
  });
  return answer.body;
}

async function again(plan: Plan, scenario: Scenario, machine: Machine, whole: WholeRecord, clock: ClockRow) {
  plan.changes.unname.push({ record: clock.record, name: clock.name });
  plan.expects.records.push({ id: clock.record });
  await openAgain(plan, scenario, machine, whole, clock);
  return { status: 200 as const, body: true };
}

/** A clock that repeats is set again with its reminders, unless what it brought has set or stopped it. */
function repeat(plan: Plan, machine: Machine, whole: WholeRecord, clock: ClockRow): void {
  const { street } = plan;
  const { due, act } = clock;
  const next = due === null ? undefined : clockAgain({ ...act, due }, street.zone, calendarOf(street).calendar);
  if (next === undefined) return;
  const isSetAnew = plan.changes.clocks.some((one) => one.record === clock.record && one.name === clock.name);
  const isCleared = plan.changes.clear.some(
    (one) => one.record === clock.record && (one.rule === undefined || one.rule === clock.rule),
  );
  if (isSetAnew || isCleared) return;
  plan.changes.clocks.push({ ...clock, due: next });
  const rule = machine.clocks.find((one) => one.id === clock.rule);
  const before =
    rule?.remind === undefined ? undefined : evaluate(rule.remind, contextOf(machine, whole), timeIn(street.zone));
  for (const [i, length] of (Array.isArray(before) ? (before as readonly string[]) : []).entries()) {
    const reminder = { ...clock, name: `${clock.rule}~${i}`, due: timeIn(street.zone).shift(next, length, -1) };
    plan.changes.clocks.push({ ...reminder, act: { remind: true } });
  }
}

function contextOf({ settings, parameters, has }: Machine, { row }: WholeRecord): Context {
  return { settings, parameters, has, record: row.data, derived: row.derived };
}

/** Who is on the roll and has not done what everybody on it does once (read it, voted); `undefined`: there is no roll. */
async function unreadOf(
  plan: Plan,
  { row, roll }: WholeRecord,
  machine: Machine,
): Promise<readonly string[] | undefined> {
  const action = Object.entries(machine.pattern.actions).find(
    ([name, { by, appends }]) => machine.actions.has(name) && by.includes("roll") && appends?.once !== undefined,
  )?.[0];
  if (roll === 0 || action === undefined) return undefined;
  return (await loadInto(plan, { unread: { record: row.id, action } })).unread ?? [];
}

/** Reminds those who still have something to do: of a roll, only them. */
function remind(
  plan: Plan,
  whole: WholeRecord,
  clock: ClockRow,
  unread: readonly string[] | undefined,
): { readonly status: 200; readonly body: boolean } {
  const { row } = whole;
  plan.changes.unname.push({ record: row.id, name: clock.name });
  plan.expects.records.push({ id: row.id });
  const roles = row.assignees.length > 0 ? ["assignee"] : whole.roll > 0 ? ["roll"] : ["opener", "subject"];
  const notify = unread === undefined ? roles : [];
  const told = unread === undefined ? {} : { told: [...unread] };
  plan.changes.outbox.push({
    id: uuid7(plan.engine, Date.parse(plan.now)),
    topic: "notify",
    record: row.id,
    body: { notify, ...told, scenario: row.scenario, remind: clock.rule },
  });
  addEvent(plan, { type: "record.reminded", record: row.id, payload: said(plan, row, clock, { notify, ...told }) });
  return { status: 200, body: true };
}

function drop(
  plan: Plan,
  { whole, machine, clock }: { readonly whole: WholeRecord; readonly machine: Machine; readonly clock: ClockRow },
  problem: string,
): { readonly status: 200; readonly body: boolean } {
  const { row } = whole;
  const fresh = plan.changes;
  // Nothing of what the refused act had begun may be written.
  for (const part of Object.values(fresh)) if (Array.isArray(part)) part.length = 0;
  for (const part of Object.values(plan.expects)) if (Array.isArray(part)) part.length = 0;
  fresh.unname.push({ record: row.id, name: clock.name });
  plan.expects.records.push({ id: row.id });
  addEvent(plan, { type: "record.noted", record: row.id, payload: said(plan, row, clock, { problem }) });
  repeat(plan, machine, whole, clock);
  return { status: 200, body: true };
}

function said(plan: Plan, row: WholeRecord["row"], clock: ClockRow, more: JsonObject): JsonObject {
  return {
    scenario: row.scenario,
    clock: clock.rule,
    to: row.state,
    flags: row.flags,
    by: "clock",
    as: ["clock"],
    ...more,
    now: plan.now,
  };
}
