import {
  fire,
  laterWorking,
  localInstant,
  usesOf,
  workingLeft,
  type Act,
  type Actor,
  type Changes,
  type Decision,
  type Facts,
  type Use,
} from "@linli/contracts";
import { around, decided, onceKey, type Wish } from "./decided.js";
import { carryOut } from "./effects.js";
import { followUp } from "./follow.js";
import { consume, roomFor, waitingFor, wishesOf } from "./room.js";
import { isEnded, resourceOf, type Rehearsed, type Street } from "./street.js";

/** Does an act on a record, and all that follows from it. */
export function actOn(street: Street, record: Rehearsed, act: Act): Decision {
  const wish: Wish = { act, relation: record.relation, subject: record.state.subject };
  const { decision, uses, facts } = decided(street, record.machine, record, wish);
  if (!decision.ok) return decision;
  const into = act.input?.["into"];
  const target = street.records.find((one) => one.state.id === into);
  if (typeof into === "string" && (target === undefined || isEnded(target))) {
    const faults = [{ at: "/into", keyword: "record" }];
    return { ok: false, problem: "invalid", faults, allowed: [] };
  }
  if (target !== undefined) mergeInto(record, target);
  const problem = apply(street, record, { changes: decision.changes, act, uses, facts });
  return problem === undefined ? decision : { ok: false, problem, allowed: [] };
}

/** Whoever reported the one follows the other from now on. */
function mergeInto({ state, followers }: Rehearsed, into: Rehearsed): void {
  into.followers = new Set([...(into.followers ?? []), state.opener, state.subject, ...(followers ?? [])]);
}

/** A clock of a record has come. */
export function fireClock(street: Street, record: Rehearsed, clock: string): void {
  const actor: Actor = { id: "clock", roles: [], kind: "clock" };
  const wish: Wish = { act: { do: `clock:${clock}`, actor }, relation: record.relation, subject: record.state.subject };
  const { facts, uses } = around(street, record.machine, record, wish);
  const decision = fire(record.machine, record.state, clock, facts);
  if (!decision.ok) {
    street.step.trouble.push(`the clock "${clock}" is refused: ${decision.problem}`);
    return;
  }
  const name = decision.changes.event.action ?? `clock:${clock}`;
  const problem = apply(street, record, { changes: decision.changes, act: { do: name, actor }, uses, facts });
  if (problem !== undefined) street.step.trouble.push(`the clock "${clock}" is refused: ${problem}`);
}

/** A decision and what it was made from. */
export interface Decided {
  readonly changes: Changes;
  readonly act: Act;
  readonly uses: readonly Use[];
  readonly facts: Facts;
}

/** Writes what an act changes, then carries out its effects, promotions and follow-ups. Gives the problem of an effect. */
export function apply(street: Street, record: Rehearsed, { changes, act, uses, facts }: Decided): string | undefined {
  const before = { ...record, children: [...record.children], clocks: new Map(record.clocks) };
  const lines = street.lines.length;
  const freed = write(street, record, changes, act, uses);
  const problem = carryOut(street, record, { changes, act, uses, facts });
  if (problem !== undefined) {
    // Nothing of a refused act stays.
    record.children.splice(0, record.children.length, ...before.children);
    Object.assign(record, {
      state: before.state,
      uses: before.uses,
      held: before.held,
      clocks: before.clocks,
      stopped: before.stopped,
      roll: before.roll,
    });
    street.lines.splice(lines);
    return problem;
  }
  if (isEnded(record)) {
    record.ended ??= street.now;
    endLimits(street, record);
    if (record.machine.pattern.states[record.state.state]?.givenUp !== undefined) giveUpBelow(street, record, act.do);
    if (record.parent !== undefined) childEnded(street, record.parent);
  } else delete record.ended;
  if (freed.length > 0) promote(street, freed);
  followUp(street, record, changes.follow, act.actor);
  return undefined;
}

/** Gives the uses that others may have now. */
function write(street: Street, record: Rehearsed, changes: Changes, act: Act, uses: readonly Use[]): readonly Use[] {
  const { state, machine } = record;
  const opening = changes.from === undefined;
  const moved = opening || changes.state !== state.state;
  const { child } = changes;
  const once = child?.once;
  if (child !== undefined)
    record.children.push({
      kind: child.kind,
      action: act.do,
      by: act.actor.id,
      input: child.input,
      ...(once === undefined ? {} : { once: onceKey(street, once, act.actor.id) }),
    });
  if (!opening) note(record, changes, act);
  const children = { ...state.children };
  if (child !== undefined)
    children[child.kind] = { count: (children[child.kind]?.count ?? 0) + 1, open: children[child.kind]?.open ?? 0 };
  const counts =
    opening || act.do.startsWith("clock:") ? state.done : { ...state.done, [act.do]: (state.done[act.do] ?? 0) + 1 };
  record.state = {
    ...state,
    state: changes.state,
    flags: changes.flags,
    data: changes.data,
    derived: changes.derived,
    period: changes.period,
    stages: changes.stages,
    assignees: opening && changes.assignees.length === 0 ? state.assignees : changes.assignees,
    handler: changes.handler ?? state.handler,
    subject: changes.subject ?? state.subject,
    validUntil: changes.validUntil,
    proposed: changes.proposed,
    consents: changes.consents,
    children,
    done: counts,
    entered:
      moved || (machine.pattern.actions[act.do]?.to !== undefined && child === undefined) ? street.now : state.entered,
    revision: state.revision + 1,
  };
  record.uses = uses;
  if (child === undefined) writeClocks(street, record, changes);
  return writeHolding(street, record, changes);
}

function note(record: Rehearsed, { event, child }: Changes, act: Act): void {
  const { stage, input, as } = event;
  if (input === undefined) return;
  const what = stage === undefined ? `inputs/${act.do}` : `stages/${stage}`;
  record.said.set(what, { action: act.do, stage, input, by: act.actor.id, as, appended: child !== undefined });
}

function writeHolding(street: Street, record: Rehearsed, { holding }: Changes): readonly Use[] {
  if (holding === undefined) return [];
  const freed = record.held.map((held) => held.use);
  if (holding.kind === "consume") {
    const before = record.held.length;
    consume(street, record);
    return before === 0 ? [] : freed;
  }
  record.held = "uses" in holding ? wishesOf(record.machine, holding.uses) : [];
  return freed;
}

function writeClocks(street: Street, record: Rehearsed, { clocks }: Changes): void {
  const running = new Map(record.clocks);
  for (const id of clocks.clear) running.delete(id);
  for (const { id, due, then, repeats, calendar, reminders } of clocks.set)
    running.set(id, {
      due,
      then,
      repeats,
      calendar,
      reminders: reminders.filter((at) => Date.parse(at) > Date.parse(street.now)),
    });
  if (clocks.paused && record.stopped === undefined) record.stopped = street.now;
  else if (!clocks.paused && record.stopped !== undefined) {
    const { stopped } = record;
    const fresh = new Set(clocks.set.map((clock) => clock.id));
    for (const [id, clock] of running) {
      if (fresh.has(id)) continue;
      const later = (moment: string): string => goneOn(street, { stopped, moment, calendar: clock.calendar });
      running.set(id, { ...clock, due: later(clock.due), reminders: clock.reminders.map(later) });
    }
    record.stopped = undefined;
  }
  record.clocks = running;
}

/** When a clock that stood still comes now: what was left of it is left still, in the time that it counts. */
function goneOn(
  { now, zone, calendar }: Street,
  clock: { readonly stopped: string; readonly moment: string; readonly calendar: "working" | undefined },
): string {
  const { stopped, moment } = clock;
  return clock.calendar === "working"
    ? laterWorking(now, workingLeft(stopped, moment, zone, calendar), zone, calendar)
    : localInstant(Date.parse(now) + Date.parse(moment) - Date.parse(stopped), zone);
}

/** Those who wait come next, in the order in which they came. */
function promote(street: Street, freed: readonly Use[]): void {
  for (const waiting of waitingFor(street, freed)) {
    const when = { now: street.now, zone: street.zone, period: waiting.state.period };
    const uses = usesOf(waiting.machine, waiting.state.data, (kind, id) => resourceOf(street, kind, id), when);
    if (!roomFor(street, waiting.machine, uses, waiting).free) continue;
    const decision = actOn(street, waiting, { do: "promote", actor: { id: "hub", roles: [], kind: "hub" } });
    if (!decision.ok) street.step.trouble.push(`the promotion is refused: ${decision.problem}`);
  }
}

/** What is still open below a record that was given up is given up in the same way. */
function giveUpBelow(street: Street, record: Rehearsed, action: string): void {
  for (const task of record.tasks)
    if (task.machine.moves.some((move) => move.from === task.state.state && move.action === action))
      actOn(street, task, { do: action, actor: { id: "hub", roles: [], kind: "hub" } });
}

/** When all tasks below have ended, the hub hands in the one above. */
function childEnded(street: Street, parent: Rehearsed): void {
  const open = parent.tasks.filter((task) => !isEnded(task)).length;
  parent.state = {
    ...parent.state,
    children: { ...parent.state.children, tasks: { count: parent.tasks.length, open } },
  };
  if (open === 0 && parent.machine.moves.some((move) => move.from === parent.state.state && move.action === "submit"))
    actOn(street, parent, { do: "submit", actor: { id: "hub", roles: [], kind: "hub" } });
}

function endLimits(street: Street, record: Rehearsed): void {
  const isFree = record.machine.pattern.states[record.state.state]?.givenUp === "free";
  const kept = street.counted.filter(
    (one) => one.record !== record.state.id || (one.lasts !== "living" && !(one.lasts === "window" && isFree)),
  );
  street.counted.splice(0, street.counted.length, ...kept);
}
