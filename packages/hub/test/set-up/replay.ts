import {
  decide,
  effectName,
  fire,
  handedDown,
  localInstant,
  type Act,
  type Actor,
  type Changes,
  type Decision,
  type Facts,
  type Json,
  type JsonObject,
  type Machine,
  type RecordState,
  type Relation,
} from "@linli/contracts";
import { anonymous } from "../../src/protocol/anonymity.js";
import { factsOf } from "../../src/protocol/people.js";
import { resourceFacts } from "../../src/protocol/plan.js";
import type { PersonRow, ResourceRow, WholeRecord } from "../../src/store/rows.js";

/** What an event's payload says of an act. */
export interface EventSaid {
  readonly action?: string;
  readonly clock?: string;
  readonly to: string;
  readonly by: string;
  readonly as: readonly Relation[];
  readonly input?: JsonObject;
  readonly record?: JsonObject;
  readonly options?: JsonObject;
  readonly consent?: readonly string[];
  readonly stage?: string;
  readonly subject?: string;
  readonly opener?: string;
  readonly assignees?: readonly string[];
  readonly relation?: string;
  readonly now: string;
}

/** One event of a record, and what else was so when it happened. */
export interface Happened {
  readonly type: string;
  readonly said: EventSaid;
  readonly resources: readonly ResourceRow[];
}

/** What does not lie in a record's events: people, its roll, what was given in secret, what was counted and measured. */
export interface Beside {
  readonly zone: string;
  readonly people: ReadonlyMap<string, PersonRow>;
  readonly stored: WholeRecord;
  /** What was given in secret, in no order. */
  readonly secrets: readonly { readonly action: string; readonly input: JsonObject }[];
}

interface Folded {
  readonly record: RecordState | undefined;
  readonly relation: string;
  readonly roll: number;
  readonly given: { readonly [action: string]: number };
}

/**
 * Folds the events of a record through the interpreter alone.
 * @throws Error where the interpreter refuses what has happened
 */
export function replay(machine: Machine, events: readonly Happened[], beside: Beside): RecordState | undefined {
  const start: Folded = { record: undefined, relation: "self", roll: 0, given: {} };
  return events.reduce((folded, event) => step(machine, folded, event, beside), start).record;
}

function step(machine: Machine, before: Folded, event: Happened, beside: Beside): Folded {
  const { said } = event;
  const { record } = before;
  if (event.type === "record.reminded" || (record !== undefined && isOnlySaid(machine, said)))
    return noted(before, said);
  const action = said.action ?? `clock:${said.clock ?? ""}`;
  const opening = record === undefined;
  const secret = beside.secrets.filter((one) => one.action === action)[before.given[action] ?? 0]?.input;
  const input = opening ? said.record : (said.input ?? secret);
  const act: Act = {
    do: action,
    actor: actorOf(said, beside, machine),
    input,
    options: said.options,
    consent: said.consent,
    stage: said.stage,
  };
  const relation = opening ? (said.relation ?? "self") : before.relation;
  const facts = factsFor(machine, { ...before, relation }, { event, beside, act });
  const decision: Decision =
    said.clock === undefined || opening
      ? decide(opening ? openedBy(machine, said, beside) : machine, record, act, facts)
      : fire(machine, record, said.clock, facts);
  if (!decision.ok)
    throw new Error(
      `${action} is refused: ${decision.problem} ${JSON.stringify(decision.faults ?? decision.at ?? decision.allowed)}`,
    );
  const { changes } = decision;
  return {
    relation,
    record: after(record, { changes, said, act, beside }),
    roll: names(changes).includes("freeze-roll") ? beside.stored.roll : before.roll,
    given: { ...before.given, [action]: (before.given[action] ?? 0) + 1 },
  };
}

/** A record below another begins where handing down has led; what somebody has opened once, the hub may open again. */
function openedBy(machine: Machine, { by }: EventSaid, { stored }: Beside): Machine {
  if (stored.links?.some(({ rel, kind }) => rel === "opened-by" && kind === "tasks") === true)
    return handedDown(machine);
  const { contract, validators } = machine;
  const { people } = contract;
  // Whether somebody was eligible of whom nothing is known any more can't be said again.
  if (by === anonymous && validators !== undefined) {
    const { eligibility: _, ...others } = validators;
    return { ...machine, validators: others };
  }
  return by === "hub"
    ? { ...machine, contract: { ...contract, people: { ...people, open: [...people.open, "hub"] } } }
    : machine;
}

/** Whether an event only says something of the record: that others were told, that a follow-up could not be opened. */
function isOnlySaid(machine: Machine, { action, clock, as }: EventSaid): boolean {
  if (action === "fold" || action === "notify" || action === "follow") return true;
  return action !== undefined && clock === undefined && as.includes("hub") && !machine.actions.has(action);
}

/** What is folded into a record is a child row of it. */
function noted(before: Folded, { action }: EventSaid): Folded {
  const { record } = before;
  if (record === undefined || action !== "fold") return before;
  return { ...before, record: { ...record, children: counted(record.children, "occurrences") } };
}

function actorOf({ by, as }: EventSaid, { people }: Beside, { contract }: Machine): Actor {
  // Who gave anonymous answers is somebody who may.
  if (by === anonymous) return { id: by, roles: contract.people.open };
  const [first] = as;
  const kind = first === "device" || first === "clock" || first === "hub" ? { kind: first } : {};
  return { id: by, roles: (people.get(by)?.roles ?? []).map(({ role }) => role), ...kind };
}

interface Moment {
  readonly event: Happened;
  readonly beside: Beside;
  readonly act: Act;
}

function factsFor(machine: Machine, { record, relation, roll }: Folded, { event, beside, act }: Moment): Facts {
  const { said, resources } = event;
  const { people, zone, stored } = beside;
  const facts = (id: string): JsonObject => factsOf(people.get(id), id, said.now);
  const subject = record?.subject ?? said.subject ?? said.by;
  const action = machine.pattern.actions[act.do];
  const counts =
    action?.appends?.kind === "ballots" || action?.effects.some((effect) => effectName(effect) === "tally") === true;
  const { ballots: _ballots, ...tally } = stored.row.tally ?? {};
  return {
    now: said.now,
    zone,
    resources: (kind, id) => {
      const row = resources.find((one) => one.kind === kind && one.id === id);
      return row === undefined ? undefined : resourceFacts(row);
    },
    // Whether there was room is what the record came to.
    uses: { free: said.to !== "waitlisted", waiting: 0 },
    subject: facts(subject),
    opener: facts(record?.opener ?? said.opener ?? said.by),
    actor: facts(said.by),
    relation,
    standsForSubject: said.as.includes("subject"),
    onBehalf: said.as.includes("behalf"),
    onRoll: said.as.includes("roll"),
    roll: { size: roll },
    ...(counts && stored.row.tally !== null ? { tally } : {}),
    facts: { giver: { household: people.get(said.by)?.household ?? null }, audience: audienceOf(machine, people) },
  };
}

function audienceOf(machine: Machine, people: Beside["people"]): number {
  const open = machine.contract.people.open;
  return [...people.values()].filter(({ roles }) => roles.some(({ role }) => open.includes(role))).length;
}

interface Turn {
  readonly changes: Changes;
  readonly said: EventSaid;
  readonly act: Act;
  readonly beside: Beside;
}

function after(before: RecordState | undefined, { changes, said, act, beside }: Turn): RecordState {
  const { row } = beside.stored;
  const now = localInstant(said.now, beside.zone);
  const { child } = changes;
  const base: RecordState = before ?? {
    id: row.id,
    state: "",
    flags: [],
    data: {},
    derived: {},
    stages: {},
    done: {},
    children: {},
    subject: said.subject ?? said.by,
    opener: said.opener ?? said.by,
    assignees: said.assignees ?? [],
    entered: now,
    opened: now,
    consents: [],
    revision: 0,
  };
  const isDone = act.do !== "open" && !act.do.startsWith("clock:");
  const done = isDone ? { ...base.done, [act.do]: (base.done[act.do] ?? 0) + 1 } : base.done;
  if (child !== undefined) return { ...base, done, children: counted(base.children, child.kind) };
  const { state, flags, data, period, stages, consents, assignees, handler, validUntil, proposed } = changes;
  const measured = names(changes).includes("measure") ? pick(row.derived, ["value", "parts", "records"]) : {};
  return {
    ...base,
    state,
    flags,
    data,
    period,
    stages,
    consents,
    assignees: before === undefined && assignees.length === 0 ? base.assignees : assignees,
    handler,
    validUntil,
    proposed,
    done,
    derived: { ...changes.derived, ...measured },
    subject: changes.subject ?? base.subject,
    entered: state === base.state ? base.entered : now,
    revision: base.revision + 1,
  };
}

function names(changes: Changes): readonly string[] {
  return changes.effects.map(effectName);
}

function counted(children: RecordState["children"], kind: string): RecordState["children"] {
  const { count = 0, open = 0 } = children[kind] ?? {};
  return { ...children, [kind]: { count: count + 1, open } };
}

function pick(from: JsonObject, members: readonly string[]): { readonly [name: string]: Json } {
  return Object.fromEntries(members.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name] as Json]])));
}
