import {
  at,
  handedDown,
  limitsOf,
  movedDates,
  recurrenceOf,
  resolveSchema,
  sameJson,
  type Act,
  type Actor,
  type Changes,
  type Decision,
  type JsonObject,
  type LimitCount,
  type Machine,
} from "@linli/contracts";
import { apply } from "./act.js";
import { decided, type Wish } from "./decided.js";
import { householdOf, relationTo, subjectFor } from "./people.js";
import { occurrences } from "./recurrence.js";
import { isEnded, type Rehearsed, type Street } from "./street.js";

/** What came of opening a record: the record (perhaps one that was there already), or the problem. */
export type Opened =
  { readonly record: Rehearsed; readonly folded: boolean } | { readonly refused: Decision & { readonly ok: false } };

/** Who opens a record, for whom, with what. */
export interface Opening {
  readonly actor: Actor;
  /** For whom it is opened: somebody of the cast, or the subject itself where another record says so. */
  readonly person: string;
  readonly subject?: string;
  readonly input: JsonObject;
  readonly options?: JsonObject | undefined;
  readonly consent?: readonly string[] | undefined;
  readonly assignees?: readonly string[];
  /** Whose it is, where the hub opens it again. */
  readonly opener?: string;
}

/** Opens a record, or joins it to one that is the same thing. */
export function openRecord(street: Street, machine: Machine, opening: Opening): Opened {
  const { actor, person, input, options, consent } = opening;
  const relation = relationTo(street, machine, actor, person);
  if (relation === undefined) return no("not-permitted");
  const act: Act = { do: "open", actor, input, options, consent };
  const wish: Wish = { act, relation, subject: opening.subject ?? subjectFor(street, machine, person) };
  const { decision, uses, facts } = decided(street, machine, undefined, wish);
  if (!decision.ok) return { refused: decision };
  const { changes } = decision;
  const twin = changes.effects.includes("fold") ? twinOf(street, machine, wish, changes.data) : undefined;
  if (twin !== undefined) {
    twin.children.push({ kind: "occurrences", action: "fold", by: actor.id, input });
    return { record: twin, folded: true };
  }
  const id = `r-${String(street.records.length + 1)}`;
  if (changes.effects.includes("limit") && !count(street, machine, wish, changes, id)) return no("limit-reached");
  const record = newRecord(street, machine, { id, wish, opening });
  street.records.push(record);
  const problem = apply(street, record, { changes, act, uses, facts });
  if (problem === undefined) {
    record.again = againAfter(street, machine, { first: street.now.slice(0, 10) });
    return { record, folded: false };
  }
  street.records.splice(street.records.indexOf(record), 1);
  return no(problem);
}

/** Opens a record again by itself, its dates as much later, for the same people. */
export function openAgain(street: Street, before: Rehearsed): void {
  const { machine, state, again } = before;
  before.again = undefined;
  if (again === undefined || machine.pattern.states[state.state]?.givenUp !== undefined) return;
  const dates = { from: state.opened.slice(0, 10), to: street.now.slice(0, 10), zone: street.zone };
  const { contract } = machine;
  const people = { ...contract.people, open: [...contract.people.open, "hub"] };
  const opened = openRecord(
    street,
    { ...machine, contract: { ...contract, people } },
    {
      actor: { id: "hub", roles: [], kind: "hub" },
      person: state.subject,
      subject: state.subject,
      opener: state.opener,
      assignees: state.assignees,
      input: movedDates(resolveSchema(contract.record, street.tree.common), state.data, dates),
    },
  );
  if ("refused" in opened) street.step.trouble.push(`opening it again is refused: ${opened.refused.problem}`);
  else if (!opened.folded) street.step.byRule.push(opened.record);
  const next = "refused" in opened ? before : opened.record;
  next.again = againAfter(street, machine, { first: again.first });
}

/** When a record is to be opened again: on the next date of its contract's recurrence, at the time at which it was opened. */
function againAfter(street: Street, { settings }: Machine, { first }: { readonly first: string }): Rehearsed["again"] {
  const recurrence = recurrenceOf(settings);
  if (recurrence === undefined) return undefined;
  const today = street.now.slice(0, 10);
  const next = occurrences(recurrence.rule, first, 4000).find(
    (date) => date > today && recurrence.exceptions?.includes(date) !== true,
  );
  return next === undefined ? undefined : { due: next + street.now.slice(10), first };
}

/** Whether somebody has as many of these as she may, so that the hub need not try to open another. */
export function hasEnough(street: Street, machine: Machine, person: string, input: JsonObject): boolean {
  const act: Act = { do: "open", actor: { id: "hub", roles: [], kind: "hub" } };
  const wish: Wish = { act, relation: "hub", subject: subjectFor(street, machine, person) };
  return !limitsFor(street, machine, wish, input, undefined).every((limit) => hasRoom(street, limit));
}

/** Opens one record for each date of a series. Gives the state or the problem of each, in order. */
export function openSeries(
  street: Street,
  machine: Machine,
  opening: Opening,
): { readonly outcomes: readonly string[]; readonly last: Rehearsed | undefined } {
  const { series, onConflict, ...options } = (opening.options ?? {}) as {
    readonly series: { readonly rule: string; readonly exceptions?: readonly string[] };
    readonly onConflict?: string;
  };
  const most = (machine.settings["series"] as { readonly maxOccurrences?: number } | undefined)?.maxOccurrences ?? 52;
  const use = machine.contract.uses?.find((one) => typeof one.period === "string" || one.time !== undefined);
  const pointer = (typeof use?.period === "string" ? use.period : use?.time) ?? "";
  const moment = at(opening.input, pointer);
  const start =
    typeof moment === "string" ? moment : String((moment as { readonly start?: string } | undefined)?.start);
  const dates = occurrences(series.rule, start.slice(0, 10), most).filter(
    (date) => !(series.exceptions ?? []).includes(date),
  );
  let last: Rehearsed | undefined;
  const outcomes = dates.map((date) => {
    const input = onDate(opening.input, pointer, date) as JsonObject;
    const here = { ...options, ...(onConflict === "waitlist" ? { waitlist: true } : {}) } as JsonObject;
    const opened = openRecord(street, machine, { ...opening, input, options: here });
    if ("refused" in opened) return opened.refused.problem;
    last = opened.record;
    return opened.record.state.state;
  });
  return { outcomes, last };
}

/** Opens a task below another, given to somebody: it has been admitted and handed down above. */
export function openTask(
  street: Street,
  parent: Rehearsed,
  given: { readonly subject?: string; readonly input: JsonObject; readonly assignees: readonly string[] },
): void {
  const machine = handedDown(parent.machine);
  const actor: Actor = { id: "hub", roles: [], kind: "hub" };
  const subject = given.subject ?? parent.state.subject;
  const act: Act = { do: "open", actor, input: given.input };
  const wish: Wish = { act, relation: "hub", subject };
  const { decision, uses, facts } = decided(street, machine, undefined, wish);
  if (!decision.ok) {
    const faults = (decision.faults ?? []).map((fault) => `${fault.at} (${fault.keyword})`).join(", ");
    street.step.trouble.push(`the task below is refused: ${decision.problem}${faults === "" ? "" : ` at ${faults}`}`);
    return;
  }
  const { opener } = parent.state;
  const opening = { actor, person: subject, input: given.input, assignees: given.assignees, opener };
  const id = `r-${String(street.records.length + 1)}`;
  const record = newRecord(street, parent.machine, { id, wish, opening, parent });
  street.records.push(record);
  parent.tasks.push(record);
  const tasks = { count: parent.tasks.length, open: parent.tasks.filter((task) => !isEnded(task)).length };
  parent.state = { ...parent.state, children: { ...parent.state.children, tasks } };
  street.step.followed.add(machine.contract.id);
  apply(street, record, { changes: decision.changes, act, uses, facts });
}

function newRecord(
  street: Street,
  machine: Machine,
  {
    id,
    wish,
    opening,
    parent,
  }: { readonly id: string; readonly wish: Wish; readonly opening: Opening; readonly parent?: Rehearsed },
): Rehearsed {
  return {
    machine,
    relation: wish.relation,
    state: {
      id,
      state: "",
      flags: [],
      data: {},
      derived: {},
      stages: {},
      done: {},
      children: {},
      subject: wish.subject,
      opener: opening.opener ?? opening.actor.id,
      assignees: opening.assignees ?? [],
      entered: street.now,
      opened: street.now,
      consents: [],
      revision: 0,
    },
    uses: [],
    held: [],
    clocks: new Map(),
    children: [],
    said: new Map(),
    tasks: [],
    ...(parent === undefined ? {} : { parent }),
  };
}

/** A living record that is the same thing, or one that ended a short while ago. */
function twinOf(street: Street, machine: Machine, wish: Wish, data: JsonObject): Rehearsed | undefined {
  const fold = machine.settings["fold"] as { readonly by: readonly string[]; readonly quiet?: string } | undefined;
  if (fold === undefined) return undefined;
  const keys = (subject: string, opener: string, value: JsonObject): readonly unknown[] =>
    fold.by.map((one) =>
      one.startsWith("/")
        ? (at(value, one) ?? null)
        : one === "opener"
          ? opener
          : one === "household"
            ? householdOf(street, subject)
            : subject,
    );
  const wanted = keys(wish.subject, wish.act.actor.id, data);
  return street.records.find((record) => {
    if (record.machine.contract.id !== machine.contract.id) return false;
    if (!sameJson(keys(record.state.subject, record.state.opener, record.state.data), wanted)) return false;
    return (
      !isEnded(record) ||
      (fold.quiet !== undefined &&
        record.ended !== undefined &&
        Date.parse(street.now) < quietUntil(record.ended, fold.quiet))
    );
  });
}

function quietUntil(ended: string, quiet: string): number {
  const hours = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/
    .exec(quiet)
    ?.slice(1)
    .map((n) => Number(n ?? 0)) ?? [0, 0, 0, 0];
  const [days = 0, h = 0, m = 0, s = 0] = hours;
  return Date.parse(ended) + (((days * 24 + h) * 60 + m) * 60 + s) * 1000;
}

/** Counts a record against its limits; gives whether all leave room. */
function count(street: Street, machine: Machine, wish: Wish, changes: Changes, record: string): boolean {
  const limits = limitsFor(street, machine, wish, changes.data, changes.period);
  if (!limits.every((limit) => hasRoom(street, limit))) return false;
  for (const limit of limits)
    street.counted.push({ key: limit.key, record, at: Date.parse(limit.at), lasts: limit.lasts });
  return true;
}

function limitsFor(
  street: Street,
  machine: Machine,
  wish: Wish,
  data: JsonObject,
  period: Changes["period"],
): readonly LimitCount[] {
  const who = { subject: wish.subject, opener: wish.act.actor.id, household: householdOf(street, wish.subject) };
  return limitsOf(machine, data, who, { now: street.now, zone: street.zone, period });
}

function hasRoom(street: Street, { key, after, before, atMost }: LimitCount): boolean {
  const counted = street.counted.filter(
    (one) =>
      one.key === key &&
      (after === undefined || one.at > Date.parse(after)) &&
      (before === undefined || one.at < Date.parse(before)),
  );
  return counted.length < atMost;
}

/** The value with its period or date moved to another day. */
function onDate(value: JsonObject, pointer: string, date: string): unknown {
  const [head = "", ...rest] = pointer.split("/").slice(1);
  const member = value[head];
  if (rest.length > 0) return { ...value, [head]: onDate((member ?? {}) as JsonObject, `/${rest.join("/")}`, date) };
  const move = (moment: string): string => date + moment.slice(10);
  if (typeof member === "string") return { ...value, [head]: move(member) };
  const { start, end } = member as { readonly start: string; readonly end: string };
  const days = Math.round(
    (Date.parse(`${end.slice(0, 10)}T00:00:00Z`) - Date.parse(`${start.slice(0, 10)}T00:00:00Z`)) / 86_400_000,
  );
  const last = new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  return { ...value, [head]: { start: move(start), end: last + end.slice(10) } };
}

function no(problem: string): Opened {
  return { refused: { ok: false, problem, allowed: [] } };
}
