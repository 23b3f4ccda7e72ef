import { actionOf, type Machine } from "./machine.js";
import type { Relation } from "./model.js";
import type { Actor, Facts, RecordState } from "./state.js";
import { evaluate } from "./rules.js";
import { noClock } from "./no-clock.js";

/** In which ways of the closed list an actor stands to a record (`undefined`: one that she is about to open). */
export function relationsOf(
  machine: Machine,
  record: RecordState | undefined,
  actor: Actor,
  facts: Pick<Facts, "standsForSubject" | "onBehalf" | "onRoll">,
): readonly Relation[] {
  if (actor.kind !== undefined) return [actor.kind];
  const holds = (roles: readonly string[]) => actor.roles.some((role) => roles.includes(role));
  const as: Relation[] = ["viewer"];
  if (record === undefined || record.opener === actor.id) as.push("opener");
  if (record !== undefined && (record.subject === actor.id || facts.standsForSubject === true)) as.push("subject");
  // Whoever helps a person at a desk may act for her, and sees no more of her for that than what she opened herself.
  if (record !== undefined && facts.onBehalf === true) as.push("behalf");
  if (holds(machine.contract.people.handler)) as.push("handler");
  if (record?.assignees.some((assignee) => assignee === actor.id || actor.roles.includes(assignee)) === true)
    as.push("assignee");
  if (facts.onRoll === true) as.push("roll");
  return as;
}

/** The relations and roles that may take an action: what the contract says of people, what the pattern says of the rest. */
export function mayTake(machine: Machine, action: string): readonly string[] {
  const by = actionOf(machine, action)?.by ?? [];
  const said = machine.contract.people.act?.[action];
  const people = said ?? by;
  const machines = by.filter((relation) => relation === "clock" || relation === "hub" || relation === "device");
  const staged = action === "advance" ? (machine.contract.stages ?? []).flatMap((stage) => stage.by ?? []) : [];
  return [...new Set([...people, ...machines, ...staged])];
}

/** What this actor may do with the record now, before checks. Actions of clocks and of the hub are left out for people. */
export function allowedActions(
  machine: Machine,
  record: RecordState,
  actor: Actor,
  facts: Pick<Facts, "now" | "standsForSubject" | "onBehalf" | "onRoll">,
): readonly string[] {
  const as = relationsOf(machine, record, actor, facts);
  const here = new Set(machine.moves.filter((move) => move.from === record.state).map((move) => move.action));
  return [...here].filter(
    (name) =>
      !isOver(machine, record, name, facts.now) &&
      mayTake(machine, name).some((who) => spoken(as).includes(who) || actor.roles.includes(who)),
  );
}

/** In which ways rules and permissions take somebody: who acts on behalf of the subject may what the subject may. */
export function spoken(as: readonly Relation[]): readonly string[] {
  return as.includes("behalf") && !as.includes("subject") ? [...as, "subject"] : as;
}

/** Whether the record has ended, and the action is not (or no longer) possible after the end. */
export function isOver(machine: Machine, record: RecordState, action: string, now: string): boolean {
  if (machine.pattern.states[record.state]?.end !== true) return false;
  const limit = actionOf(machine, action)?.afterEnd;
  const length = typeof limit === "object" ? evaluate(limit, { settings: machine.settings }, noClock) : limit;
  return typeof length !== "string" || Date.parse(now) > Date.parse(noClock.shift(record.entered, length, 1));
}
