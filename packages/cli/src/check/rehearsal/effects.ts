import {
  at,
  effectArgument,
  effectName,
  evaluate,
  metres,
  placeOf,
  timeIn,
  truthy,
  withAt,
  type Context,
  type Effect,
  type Json,
  type JsonObject,
} from "@linli/contracts";
import { draftOf } from "@linli/contracts";
import type { Decided } from "./act.js";
import { linesOf, post, unpost } from "./ledger.js";
import { openTask } from "./open.js";
import { holders } from "./people.js";
import { resourceOf, type Rehearsed, type Street } from "./street.js";
import { rollOf } from "./tally.js";

/** Carries out what a decision leaves to the hub. Gives the problem of the first effect that cannot be had. */
export function carryOut(street: Street, record: Rehearsed, decided: Decided): string | undefined {
  for (const effect of decided.changes.effects) {
    const problem = carryOutOne(street, record, effect, decided);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function carryOutOne(street: Street, record: Rehearsed, effect: Effect, decided: Decided): string | undefined {
  const { machine } = record;
  const argument = effectArgument(effect);
  switch (effectName(effect)) {
    case "notify":
      tell(street, record, argument as readonly string[], decided.act.actor.id);
      return undefined;
    case "freeze-roll": {
      const roll = rollOf(street, record);
      if (roll.size === 0) return "roll-empty";
      record.roll = roll;
      return undefined;
    }
    case "post":
      return post(
        street,
        record,
        argument === undefined ? linesOf(machine.settings) : [argument as never],
        contextOf(record, decided),
      );
    case "unpost":
      return unpost(street, record);
    case "measure":
      measure(street, record);
      return undefined;
    case "set":
      setResource(street, record);
      return undefined;
    case "command":
      return unknownCommand(street, record) ? "unknown-command" : undefined;
    case "open":
      fanOut(street, record, argument === "split" ? "split" : "fanOut", decided.act.input);
      return undefined;
    case "settle":
      record.children.push({ kind: "settlements", action: "settle", by: "hub", input: { state: "due" } });
      return undefined;
    default:
      // Limits and folds are looked at before a record is opened; certificates follow from the changes.
      return undefined;
  }
}

/** Tells people: by their way to the record, or by their role; not who acted. */
export function tell(street: Street, record: Rehearsed, who: readonly string[], actor: string): void {
  const { told } = street.step;
  for (const one of who) {
    told.add(one);
    for (const name of peopleOf(street, record, one)) if (name !== actor) told.add(name);
  }
}

/** Ids of the nearest resources of each kind that the settings name, nearest first. */
export function nearestOf(street: Street, record: Rehearsed): { readonly [kind: string]: readonly string[] } {
  const nearest = record.machine.settings["nearest"] as
    { readonly kinds: readonly string[]; readonly count: number } | undefined;
  const place = placeOf(record.machine, record.state.data, record.uses, {
    resources: (kind, id) => resourceOf(street, kind, id),
  });
  if (nearest === undefined || place === undefined) return {};
  return Object.fromEntries(
    nearest.kinds.map((kind) => {
      const found = [...street.resources.values()]
        .filter((resource) => resource.kind === kind && resource.place !== undefined)
        .map((resource) => ({ id: resource.id, away: metres(place, resource.place) }))
        .sort((a, b) => a.away - b.away);
      return [kind, found.slice(0, nearest.count).map(({ id }) => id)];
    }),
  );
}

/** What rules of effects read. */
function contextOf(record: Rehearsed, { act, facts }: Pick<Decided, "act" | "facts">): Context {
  const draft = draftOf(record.machine, record.state, { ...act, do: "", input: act.input }, facts);
  return { ...draft.context, input: act.input ?? {} };
}

function peopleOf(street: Street, { machine, state, roll, followers }: Rehearsed, who: string): readonly string[] {
  switch (who) {
    case "opener":
      return [state.opener, ...(followers ?? [])];
    case "subject": {
      const member = street.people[state.subject];
      return [state.subject, ...(member?.guardians ?? []), ...(member?.mandates ?? [])];
    }
    case "handler":
      return holders(street, machine.contract.people.handler);
    case "assignee":
      return [...state.assignees, ...holders(street, state.assignees)];
    case "roll":
      return [...(roll?.keys() ?? [])];
    case "viewer":
      return Object.keys(street.people);
    default:
      return holders(street, [who]);
  }
}

/** The figure over all records of a scenario, as the settings' formula says. */
function measure(street: Street, record: Rehearsed): void {
  const rule = record.machine.settings["measure"] as
    (Part & { readonly parts?: { readonly [name: string]: Part }; readonly figure?: Json }) | undefined;
  if (rule === undefined) return;
  const { derived, data } = record.state;
  if (rule.parts === undefined) {
    record.state = { ...record.state, derived: { ...derived, value: partOf(street, record, rule) } };
    return;
  }
  const parts = Object.fromEntries(
    Object.entries(rule.parts).map(([name, part]) => [name, partOf(street, record, part)]),
  );
  const { parameters } = record.machine;
  const context: Context = { record: data, derived, facts: parts, now: street.now, parameters };
  const value = evaluate(rule.figure ?? null, context, timeIn(street.zone)) as Json;
  record.state = { ...record.state, derived: { ...derived, parts, value } };
}

/** One part of a figure: records of a scenario, which of them count, and how they are put together. */
interface Part {
  readonly over: string;
  readonly where?: Json;
  readonly value?: Json;
  readonly fold: string;
}

function partOf(street: Street, record: Rehearsed, rule: Part): number {
  const time = timeIn(street.zone);
  const all = street.records.filter((one) => one !== record && one.machine.contract.id === rule.over);
  const context = (one: Rehearsed): Context => ({
    record: one.state.data,
    derived: one.state.derived,
    state: one.state.state,
    flags: one.state.flags,
    now: street.now,
    entered: one.state.entered,
    children: one.state.children,
    done: one.state.done,
    figure: record.state.data,
  });
  const fit =
    rule.where === undefined ? all : all.filter((one) => truthy(evaluate(rule.where ?? true, context(one), time)));
  const values = fit.map((one) => Number(rule.value === undefined ? 1 : evaluate(rule.value, context(one), time)));
  const sum = values.reduce((total, value) => total + value, 0);
  return rule.fold === "count"
    ? fit.length
    : rule.fold === "sum"
      ? sum
      : rule.fold === "average"
        ? fit.length === 0
          ? 0
          : sum / fit.length
        : all.length === 0
          ? 0
          : (fit.length / all.length) * 100;
}

/** Writes the record's proposal into the resource that it points at: the fields that both have. */
function setResource(street: Street, record: Rehearsed): void {
  const [use] = record.uses;
  const before = use === undefined ? undefined : street.resources.get(`${use.kind}/${use.id}`);
  if (use === undefined || before === undefined) return;
  const known = Object.keys((before.of.schema["properties"] ?? {}) as JsonObject);
  const proposed = (record.state.data["changes"] ?? record.state.data) as JsonObject;
  const value = Object.fromEntries(Object.entries(proposed).filter(([name]) => known.includes(name)));
  street.resources.set(`${use.kind}/${use.id}`, { ...before, value: { ...before.value, ...value } });
}

function unknownCommand(street: Street, record: Rehearsed): boolean {
  const [use] = record.uses;
  const command = record.machine.settings["command"] ?? record.state.data["command"];
  const commands = use === undefined ? undefined : street.tree.kinds.get(use.kind)?.commands;
  return commands !== undefined && !(String(command) in commands);
}

/** A task of its own for every addressee, or for every item of a list. */
function fanOut(street: Street, record: Rehearsed, how: "fanOut" | "split", input: JsonObject | undefined): void {
  const rule = record.machine.settings[how] as FanRule | undefined;
  const pointer = rule?.to ?? rule?.each;
  if (rule === undefined || pointer === undefined) return;
  const { data } = record.state;
  const list = at(data, pointer);
  const items = Array.isArray(list) ? (list as readonly Json[]) : list === undefined ? [] : [list as Json];
  const given = (input?.["assignees"] ?? []) as readonly string[];
  const ofPlaces = ["community", "jurisdiction"].includes(record.machine.contract.people.subject);
  items.forEach((item, i) => {
    const named = rule.subject === undefined ? undefined : at(item as JsonObject, rule.subject);
    const subject = how === "split" ? named : ofPlaces && rule.across === "jurisdictions" ? String(item) : undefined;
    const assignee = how === "fanOut" ? String(item) : (given[i % given.length] ?? record.state.assignees[0]);
    openTask(street, record, {
      ...(typeof subject === "string" ? { subject } : {}),
      input: (Array.isArray(list) ? withAt(data, pointer, [item]) : data) as JsonObject,
      assignees: assignee === undefined ? [] : [assignee],
    });
  });
}

interface FanRule {
  readonly to?: string;
  readonly across?: string;
  readonly each?: string;
  readonly subject?: string;
}
