import { amended, effectArgument, effectName, periodPointer } from "./amend.js";
import { clocksAfter } from "./clocks.js";
import { missingConsent, saidBy } from "./consents.js";
import { contextOf } from "./context.js";
import { dueFollows, followNames } from "./follows.js";
import { holdingAfter, isPaused, problemOfUses, whereUses } from "./holding.js";
import { sameJson, type JsonObject } from "./json.js";
import { actionOf, isPartial, openStages, type Machine } from "./machine.js";
import type { Action, Effect, Period, Relation, Stage, Target } from "./model.js";
import { allowedActions, isOver, mayTake, relationsOf, spoken } from "./relations.js";
import { evaluate, truthy, type Context } from "./rules.js";
import type { Act, Changes, Decision, Facts, RecordState, Use } from "./state.js";
import { timeIn, type Time } from "./time.js";
import { periodOf, usesOf } from "./uses.js";
import type { Fault } from "./validate.js";

/**
 * Decides one act on a record (`undefined`: one that is about to be opened). Pure: every fact comes in. Gives the
 * changes, or a problem code with what could be done instead; the codes are those of the problem table, of the
 * pattern's and of the contract's checks.
 */
export function decide(machine: Machine, record: RecordState | undefined, act: Act, facts: Facts): Decision {
  const refusal = refuse(machine, record, act, facts);
  if (refusal) return refusal;
  const draft = draftOf(machine, record, act, facts);
  const { context, data, derived, period, to } = draft;
  const action = record === undefined ? undefined : actionOf(machine, act.do);
  const time = timeIn(facts.zone);
  const no = (problem: string, more: { readonly at?: string; readonly faults?: readonly Fault[] } = {}): Decision => ({
    ok: false,
    problem,
    ...more,
    allowed: record === undefined ? [] : allowedActions(machine, record, act.actor, facts),
  });

  const faults = faultsOf(machine, record, act, data, to);
  if (faults.length > 0) return no("invalid", { faults });
  const whole = !isPartial(machine, to);
  const opens =
    act.do === "open" || (record !== undefined && isPartial(machine, record.state) && whole && !endsThere(machine, to));
  if (act.do === "open" && !isEligible(machine, facts)) return no("not-eligible");
  const consents = [...new Set([...(record?.consents ?? []), ...(act.consent ?? [])])];
  const said = act.actor.kind === undefined && whole ? saidBy(record, act, action, data, draft.as) : undefined;
  const missing =
    (opens && whole && act.actor.kind === undefined) || said !== undefined
      ? missingConsent(machine, said ?? data, consents, facts)
      : undefined;
  if (missing !== undefined) return no("consent-missing", { at: `/consent/${missing}` });

  const on = opens && whole ? [act.do, "open"] : act.do === "open" ? [] : [act.do];
  for (const check of machine.checks)
    if (check.on.some((name) => on.includes(name)) && !truthy(evaluate(check.rule, context, time)))
      return no(check.code, whereOf(machine, check.at, record));
  if (
    record !== undefined &&
    action?.afterStages === true &&
    openStages(machine, record.state, record.stages).length > 0
  )
    return no("stages-open");

  const staged = stagesAfter(machine, record, act, action, draft.as);
  if ("problem" in staged) return no(staged.problem, staged.faults === undefined ? {} : { faults: staged.faults });
  if (action?.appends?.once !== undefined && facts.given?.includes(act.do) === true) return no("already-given");

  const holding = holdingAfter(machine, record, draft, facts);
  if ((holding?.kind === "reserve" || holding?.kind === "move") && !facts.uses.free)
    return no(facts.uses.problem ?? problemOfUses(holding.uses), whereUses(machine, data));

  const flags = flagsAfter(machine, record, action);
  const effects = [
    ...(action?.effects ?? machine.pattern.open.effects),
    ...(to === record?.state ? [] : (machine.pattern.states[to]?.enter ?? [])),
  ];
  const certified = effects.some((effect) => effectName(effect) === "certify");
  const validFor = machine.settings["validFor"];
  const validUntil = certified
    ? typeof validFor === "string"
      ? time.shift(facts.now, validFor, 1)
      : undefined
    : record?.validUntil;
  const after: Context = {
    ...context,
    stages: staged.stages,
    state: to,
    flags,
    entered: to === record?.state ? record.entered : facts.now,
    validUntil,
  };
  const appends = action?.exclusive === false ? action.appends : undefined;
  const clocks = appends
    ? { set: [], clear: [] }
    : clocksAfter(machine, {
        from: record?.state,
        to,
        moved: action?.to !== undefined,
        before: {
          ...context,
          record: record?.data ?? {},
          derived: record?.derived ?? {},
          period: record?.period,
          validUntil: record?.validUntil,
        },
        after,
        now: facts.now,
        zone: facts.zone,
        calendar: facts.calendar,
      });
  const secret = appends !== undefined && isSecret(appends.secret, context, time);
  const proposes = effects.some((effect) => effectName(effect) === "propose");
  const proposed = proposes
    ? (act.input?.["changes"] as JsonObject | undefined)
    : to === record?.state
      ? record.proposed
      : undefined;
  const assigned = assignedBy(effects, act, record);

  return {
    ok: true,
    changes: {
      state: to,
      ...(record === undefined ? {} : { from: record.state }),
      data,
      derived,
      ...(period === undefined ? {} : { period }),
      flags,
      stages: staged.stages,
      assignees: assigned.assignees,
      ...(assigned.handler === undefined ? {} : { handler: assigned.handler }),
      ...(assigned.subject === undefined ? {} : { subject: assigned.subject }),
      ...(validUntil === undefined ? {} : { validUntil }),
      ...(proposed === undefined ? {} : { proposed }),
      consents,
      ...(holding === undefined ? {} : { holding }),
      clocks: { ...clocks, paused: isPaused(machine, flags) },
      effects: effects.filter((effect) => !carriedOut.has(effectName(effect))),
      ...(appends === undefined
        ? {}
        : { child: { kind: appends.kind, input: act.input ?? {}, ...onceOf(appends.once, context, time), secret } }),
      follow: dueFollows(machine, followNames(act.do, record?.state, to), after, time),
      event: {
        type: record === undefined ? "record.opened" : appends ? "record.noted" : "record.acted",
        action: act.do,
        ...(staged.done === undefined ? {} : { stage: staged.done }),
        ...(record === undefined ? {} : { from: record.state }),
        to,
        as: draft.as,
        flags,
        ...(secret || act.input === undefined ? {} : { input: act.input }),
      },
    },
  };
}

/** What an act would leave: data, period, uses, and the context of its rules. A hub asks before it loads what is free. */
export interface Draft {
  readonly data: JsonObject;
  readonly derived: JsonObject;
  readonly period?: Period | undefined;
  readonly uses: readonly Use[];
  readonly to: string;
  readonly as: Changes["event"]["as"];
  readonly context: Context;
}

/** The draft of an act (see {@link Draft}); nothing is checked. */
export function draftOf(machine: Machine, record: RecordState | undefined, act: Act, facts: Facts): Draft {
  const action = record === undefined ? undefined : actionOf(machine, act.do);
  const time = timeIn(facts.zone);
  const as = relationsOf(machine, record, act.actor, facts);
  const now =
    record &&
    contextOf(machine, record, act, facts, {
      as,
      data: record.data,
      derived: record.derived,
      period: record.period,
      uses: [],
    });
  const after =
    record === undefined || now === undefined
      ? { data: act.input ?? {}, derived: {}, period: undefined }
      : amended(machine, record, act, action?.effects ?? [], now, time);
  const when = { now: facts.now, zone: facts.zone, period: after.period ?? record?.period };
  const uses = usesOf(machine, after.data, facts.resources, when);
  const period = periodOf(machine, after.data, facts.resources, when);
  const first = contextOf(machine, record, act, facts, { as, data: after.data, derived: after.derived, period, uses });
  const early = { ...first, derived: derive(machine, [act.do], first, after.derived, time) };
  const to =
    targetOf(action?.to ?? (record === undefined ? machine.pattern.open.to : undefined), early, time) ??
    record?.state ??
    "";
  const on = derivedOn(machine, record, act.do, to);
  const derived = on.length === 1 ? early.derived : derive(machine, on, first, after.derived, time);
  return { data: after.data, derived, period, uses, to, as, context: { ...first, derived } };
}

/** Effects that the interpreter itself has carried out. */
const carriedOut = new Set(["amend", "propose", "advance", "assign"]);

function refuse(machine: Machine, record: RecordState | undefined, act: Act, facts: Facts): Decision | undefined {
  if (record === undefined) {
    const may = [...act.actor.roles, ...(act.actor.kind === undefined ? [] : [act.actor.kind])];
    return may.some((role) => machine.contract.people.open.includes(role))
      ? undefined
      : { ok: false, problem: "not-permitted", allowed: [] };
  }
  const allowed = allowedActions(machine, record, act.actor, facts);
  if (allowed.includes(act.do)) return undefined;
  const possible =
    machine.moves.some((move) => move.from === record.state && move.action === act.do) &&
    !isOver(machine, record, act.do, facts.now);
  return { ok: false, problem: possible ? "not-permitted" : "not-allowed-now", allowed };
}

// Patterns speak of `/period`; when a record is opened it stands where the contract says.
function whereOf(
  machine: Machine,
  pointer: string | undefined,
  record: RecordState | undefined,
): { readonly at?: string } {
  if (pointer === undefined) return {};
  return { at: record === undefined && pointer === "/period" ? (periodPointer(machine) ?? pointer) : pointer };
}

function faultsOf(
  machine: Machine,
  record: RecordState | undefined,
  act: Act,
  data: JsonObject,
  to: string,
): readonly Fault[] {
  const { validators } = machine;
  if (validators === undefined) return [];
  const inside = (prefix: string, faults: readonly Fault[]) =>
    faults.map((fault) => ({ ...fault, at: prefix + fault.at }));
  const soften = (faults: readonly Fault[]) =>
    isPartial(machine, to)
      ? faults.filter((fault) => fault.keyword !== "required" && fault.keyword !== "minItems")
      : faults;
  if (record === undefined)
    return [
      ...soften(validators.record(data)),
      ...inside("/options", act.options ? validators.options(act.options) : []),
    ];
  const taken = inputFaults(machine, act);
  if (taken.length > 0) return taken;
  const leavesPartial = isPartial(machine, record.state) && !isPartial(machine, to) && !endsThere(machine, to);
  if (sameJson(data, record.data) && !leavesPartial) return [];
  const prefix = act.input !== undefined && "changes" in act.input ? "/changes" : "";
  // A street may ask for more by now than when it was opened: what the record lacked before the act is not the act's fault.
  const before = isPartial(machine, record.state) ? [] : validators.record(record.data);
  const isNew = (fault: Fault) => !before.some((one) => one.at === fault.at && one.keyword === fault.keyword);
  return inside(prefix, soften(validators.record(data)).filter(isNew));
}

function inputFaults(machine: Machine, act: Act): readonly Fault[] {
  if (act.do === "advance") return [];
  const validate = machine.validators?.inputs[act.do];
  if (validate === undefined) {
    const unknown = Object.keys(act.input ?? {})[0];
    return unknown === undefined ? [] : [{ at: `/${unknown}`, keyword: "additionalProperties" }];
  }
  // A clock or the hub brings no input of its own.
  return act.actor.kind !== undefined && act.input === undefined ? [] : validate(act.input ?? {});
}

function endsThere(machine: Machine, state: string): boolean {
  return machine.pattern.states[state]?.end === true;
}

function isEligible(machine: Machine, facts: Facts): boolean {
  const validate = machine.validators?.eligibility;
  if (validate === undefined) return true;
  const asked = {
    ...(facts.subject === undefined ? {} : { subject: facts.subject }),
    ...(facts.opener === undefined ? {} : { opener: facts.opener }),
    ...(facts.relation === undefined ? {} : { relation: facts.relation }),
  };
  return validate(asked).length === 0;
}

function targetOf(to: Target | undefined, context: Context, time: Time): string | undefined {
  if (to === undefined || typeof to === "string") return to;
  return to.find((target) => target.when === undefined || truthy(evaluate(target.when, context, time)))?.state;
}

function derivedOn(machine: Machine, record: RecordState | undefined, action: string, to: string): readonly string[] {
  const leavesPartial = record !== undefined && isPartial(machine, record.state) && !isPartial(machine, to);
  return leavesPartial ? [action, "open"] : [action];
}

function derive(machine: Machine, on: readonly string[], context: Context, before: JsonObject, time: Time): JsonObject {
  let derived = before;
  for (const [name, rule] of Object.entries(machine.contract.derived ?? {})) {
    if (!rule.on.some((one) => on.includes(one))) continue;
    const value = evaluate(rule.rule, { ...context, derived }, time);
    const { [name]: _, ...others } = derived;
    derived =
      value === undefined || value === null || Number.isNaN(value)
        ? others
        : { ...others, [name]: value as JsonObject };
  }
  return derived;
}

function stagesAfter(
  machine: Machine,
  record: RecordState | undefined,
  act: Act,
  action: Action | undefined,
  as: readonly Relation[],
):
  | { readonly stages: RecordState["stages"]; readonly done?: string }
  | { readonly problem: string; readonly faults?: readonly Fault[] } {
  const stages = record?.stages ?? {};
  if (record === undefined || action?.effects.some((effect) => effectName(effect) === "advance") !== true)
    return { stages };
  const here: readonly Stage[] = (machine.contract.stages ?? []).filter((stage) => stage.in === record.state);
  const next = here.find((stage) => !(stage.id in stages) && (act.stage === undefined || stage.id === act.stage));
  const before = next === undefined ? [] : here.slice(0, here.indexOf(next));
  if (next === undefined || before.some((stage) => stage.optional !== true && !(stage.id in stages)))
    return { problem: "stage-out-of-order" };
  const by = next.by ?? mayTake(machine, "advance");
  if (!by.some((who) => spoken(as).includes(who) || act.actor.roles.includes(who))) return { problem: "not-permitted" };
  const faults = machine.validators?.stages[next.id]?.(act.input ?? {}) ?? [];
  return faults.length > 0
    ? { problem: "invalid", faults }
    : { stages: { ...stages, [next.id]: act.input ?? {} }, done: next.id };
}

function flagsAfter(machine: Machine, record: RecordState | undefined, action: Action | undefined): readonly string[] {
  const flags = new Set(record?.flags ?? []);
  for (const flag of action?.flags?.set ?? []) flags.add(flag);
  for (const flag of action?.flags?.clear ?? []) flags.delete(flag);
  return [...flags];
}

function isSecret(secret: boolean | { readonly var: string } | undefined, context: Context, time: Time): boolean {
  return typeof secret === "object" ? truthy(evaluate(secret, context, time)) : secret === true;
}

function onceOf(
  once: string | { readonly var: string } | undefined,
  context: Context,
  time: Time,
): { readonly once?: string } {
  const per = typeof once === "object" ? evaluate(once, context, time) : once;
  return typeof per === "string" ? { once: per } : {};
}

function assignedBy(
  effects: readonly Effect[],
  act: Act,
  record: RecordState | undefined,
): {
  readonly assignees: readonly string[];
  readonly handler?: string | undefined;
  readonly subject?: string | undefined;
} {
  let assigned: { assignees: readonly string[]; handler?: string | undefined; subject?: string | undefined } = {
    assignees: record?.assignees ?? [],
    handler: record?.handler,
    subject: record?.subject,
  };
  for (const effect of effects) {
    if (effectName(effect) !== "assign") continue;
    const argument = effectArgument(effect) as {
      readonly assignee?: string;
      readonly handler?: string;
      readonly subject?: string;
    };
    const who = (how: string, name: string): unknown =>
      how === "actor" ? act.actor.id : how === "nobody" ? undefined : (act.input?.[name] ?? act.input?.[`${name}s`]);
    if (argument.assignee !== undefined) {
      const found = who(argument.assignee, "assignee");
      assigned = {
        ...assigned,
        assignees: Array.isArray(found) ? (found as string[]) : typeof found === "string" ? [found] : [],
      };
    }
    if (argument.handler !== undefined)
      assigned = { ...assigned, handler: who(argument.handler, "handler") as string | undefined };
    if (argument.subject !== undefined)
      assigned = { ...assigned, subject: who(argument.subject, "subject") as string | undefined };
  }
  return assigned;
}
