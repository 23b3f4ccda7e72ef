import { draftOf, decide } from "./decide.js";
import { dueFollows } from "./follows.js";
import { isPaused } from "./holding.js";
import type { Machine } from "./machine.js";
import type { Effect } from "./model.js";
import type { Context } from "./rules.js";
import type { Actor, Changes, Decision, DueFollow, Facts, RecordState } from "./state.js";
import { timeIn } from "./time.js";

/** A clock of a record has come: an action as `clock`, a flag, or only what contracts follow on it. */
export function fire(machine: Machine, record: RecordState, id: string, facts: Facts): Decision {
  const clock = machine.clocks.find((one) => one.id === id);
  const actor: Actor = { id: "clock", roles: [], kind: "clock" };
  if (clock === undefined) return { ok: false, problem: "unknown-clock", allowed: [] };
  if (typeof clock.then === "string") {
    const acted = decide(machine, record, { do: clock.then, actor }, facts);
    if (!acted.ok) return acted;
    return { ok: true, changes: { ...acted.changes, effects: [...acted.changes.effects, ...toldBy(clock.tell)] } };
  }
  const draft = draftOf(machine, record, { do: `clock:${id}`, actor }, facts);
  const flags = clock.then === undefined ? record.flags : [...new Set([...record.flags, clock.then.flag])];
  return {
    ok: true,
    changes: {
      ...unchanged(record),
      flags,
      clocks: { set: [], clear: clock.repeats === true ? [] : [id], paused: isPaused(machine, flags) },
      effects: toldBy(clock.tell),
      follow: dueFollows(machine, [`clock:${id}`], { ...draft.context, flags }, timeIn(facts.zone)),
      event: { type: "record.clock", clock: id, from: record.state, to: record.state, as: ["clock"], flags },
    },
  };
}

/** A contract's follow-ups on something that the interpreter does not decide (a reading). */
export function followsOf(machine: Machine, on: string, context: Context, zone: string): readonly DueFollow[] {
  return dueFollows(machine, [on], context, timeIn(zone));
}

function toldBy(tell: readonly string[] | undefined): readonly Effect[] {
  return tell === undefined || tell.length === 0 ? [] : [{ notify: tell }];
}

function unchanged(
  record: RecordState,
): Pick<
  Changes,
  | "state"
  | "from"
  | "data"
  | "derived"
  | "period"
  | "stages"
  | "assignees"
  | "handler"
  | "subject"
  | "validUntil"
  | "proposed"
  | "consents"
> {
  const { state, data, derived, period, stages, assignees, handler, subject, validUntil, proposed, consents } = record;
  return {
    state,
    from: state,
    data,
    derived,
    ...(period === undefined ? {} : { period }),
    stages,
    assignees,
    ...(handler === undefined ? {} : { handler }),
    subject,
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(proposed === undefined ? {} : { proposed }),
    consents,
  };
}
