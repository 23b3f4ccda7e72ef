import {
  effectName,
  type Act,
  type Actor,
  type Changes as Outcome,
  type Context,
  type Facts,
  type JsonObject,
  type Machine,
  type Use,
} from "@linli/contracts";
import type { Scenario } from "../engine.js";
import type { RecordRow, WholeRecord } from "../store/rows.js";
import { anonymous, isAnonymous, kept } from "./anonymity.js";
import { applyClocks } from "./apply-clocks.js";
import { applyHolding } from "./apply-holding.js";
import { carryOut } from "./effects/carry-out.js";
import { follow } from "./following.js";
import { endLimits } from "./limits.js";
import { addEvent, type Plan } from "./plan.js";
import { mergeInto } from "./merging.js";
import { firstAgain, stopAgain } from "./repeating.js";
import { rollUp } from "./rolling-up.js";
import { noteNoticeTerms } from "./searched-text.js";
import { uuid4, uuid7 } from "./uuid.js";

/** A decision that is to become part of a plan. */
export interface Decided {
  readonly scenario: Scenario;
  readonly machine: Machine;
  /** Absent: the record is opened. */
  readonly before: WholeRecord | undefined;
  readonly outcome: Outcome;
  readonly act: Act;
  readonly facts: Facts;
  /** All that the record uses or points at after the act. */
  readonly uses: readonly Use[];
  /** The context of rules as things are after the act. */
  readonly context: () => Context;
  readonly place?: { readonly lat: number; readonly lon: number } | undefined;
  /** Of a record that is opened. */
  readonly opening?: Opening;
  /** The clock that fired. */
  readonly clock?: string;
  /** The record into which this one goes. */
  readonly merged?: WholeRecord;
}

/** What a record has from its opening on. */
export interface Opening {
  readonly id: string;
  readonly community: string;
  readonly subject: string;
  readonly opener: string;
  readonly relation: string;
  readonly fold?: string | undefined;
  readonly assignees?: readonly string[];
  /** Part of another record. */
  readonly isPart?: true | undefined;
}

/**
 * Writes a decision into the plan: the record, what it holds, its clocks, child rows, the event, and what its effects and
 * follow-ups bring.
 * @returns The record as it will be.
 */
export async function apply(plan: Plan, decided: Decided): Promise<WholeRecord> {
  const { machine, before, outcome, act } = decided;
  const appends = outcome.child !== undefined;
  let row = appends && before ? before.row : rowAfter(plan, decided);
  const id = row.id;
  const holding = applyHolding(plan, decided, row);
  const clocks = appends
    ? { rows: before?.clocks ?? [], stopped: row.stopped }
    : applyClocks(plan, { record: id, before, outcome });
  row = { ...row, stopped: clocks.stopped };
  if (outcome.child) addChild(plan, decided, id);
  const notify = outcome.effects.flatMap((effect) =>
    effectName(effect) === "notify" ? ((effect as { notify: readonly string[] }).notify ?? []) : [],
  );
  const event = addEvent(plan, { type: outcome.event.type, record: id, payload: payloadOf(decided, row, notify) });
  let after: WholeRecord = {
    ...(before ?? emptyWhole),
    row,
    held: holding.held,
    queued: holding.queued,
    clocks: clocks.rows,
    children: outcome.child ? counted(before?.children, outcome.child.kind) : (before?.children ?? null),
    acts: outcome.child ? counted(before?.acts, act.do) : (before?.acts ?? null),
  };
  noteConsents(plan, decided, row);
  noteFiles(plan, id, before === undefined || before.row.data !== row.data ? [row.data, act.input] : [act.input]);
  plan.records.set(id, after);
  if (decided.merged) after = mergeInto(plan, decided, after, decided.merged);
  after = await carryOut(plan, decided, { after, notify });
  plan.records.set(id, after);
  after = await follow(plan, decided, { after, event });
  plan.records.set(id, after);
  noteNoticeTerms(plan, machine, before, after);
  if (before === undefined) {
    const again = decided.opening?.isPart === true ? undefined : firstAgain(plan, machine, id);
    if (again !== undefined) plan.changes.clocks.push(again);
    plan.changes.insert.push(kept(machine, after.row));
  }
  if (before !== undefined && !appends) {
    plan.changes.update.push(kept(machine, after.row));
    plan.expects.records.push({ id, revision: before.row.revision });
  } else if (before !== undefined) plan.expects.shared.push({ id, revision: before.row.revision });
  if (after.row.assignees.join("\n") !== (before?.row.assignees.join("\n") ?? ""))
    plan.changes.assign.push({ record: id, assignees: after.row.assignees });
  if (after.row.ended && before?.row.ended === false) {
    endLimits(plan, after.row, machine);
    stopAgain(plan, after, machine);
    await rollUp(plan, after, machine, act.do);
  }
  return after;
}

const emptyWhole: Omit<WholeRecord, "row"> = {
  held: null,
  queued: null,
  clocks: null,
  children: null,
  acts: null,
  links: null,
  certificate: null,
  roll: 0,
  followers: null,
};

function rowAfter(plan: Plan, { scenario, machine, before, outcome, act, uses, opening, place }: Decided): RecordRow {
  const { now } = plan;
  const moved = before === undefined || outcome.state !== before.row.state;
  const base = before?.row ?? newRow(plan, scenario, opening as Opening);
  const newStages = Object.keys(outcome.stages).filter((stage) => !(stage in base.stages));
  return {
    ...base,
    state: outcome.state,
    ended: machine.pattern.states[outcome.state]?.end === true,
    flags: outcome.flags,
    data: outcome.data,
    derived: outcome.derived,
    period: outcome.period ?? null,
    uses: uses.map(({ kind, id, units, start, end }) => ({
      kind,
      id,
      units,
      ...(start === undefined ? {} : { start }),
      ...(end === undefined ? {} : { end }),
    })),
    stages: outcome.stages,
    stage_at: { ...base.stage_at, ...Object.fromEntries(newStages.map((stage) => [stage, now])) },
    done:
      act.do === "open" || act.do.startsWith("clock:")
        ? base.done
        : { ...base.done, [act.do]: (base.done[act.do] ?? 0) + 1 },
    subject: outcome.subject ?? base.subject,
    handler: outcome.handler ?? null,
    assignees: before === undefined && outcome.assignees.length === 0 ? base.assignees : outcome.assignees,
    consents: outcome.consents,
    entered: moved ? now : base.entered,
    changed: now,
    valid_until: outcome.validUntil ?? null,
    proposed: outcome.proposed ?? null,
    lat: place?.lat ?? null,
    lon: place?.lon ?? null,
    revision: before === undefined ? 1 : base.revision + 1,
  };
}

function newRow(plan: Plan, scenario: Scenario, opening: Opening): RecordRow {
  const { now } = plan;
  return {
    id: opening.id,
    community: opening.community,
    scenario: scenario.contract.id,
    version: scenario.contract.version,
    digest: scenario.digest,
    state: "",
    ended: false,
    flags: [],
    data: {},
    derived: {},
    period: null,
    uses: [],
    stages: {},
    stage_at: {},
    done: {},
    subject: opening.subject,
    opener: opening.opener,
    relation: opening.relation,
    handler: null,
    assignees: opening.assignees ?? [],
    consents: [],
    entered: now,
    opened: now,
    changed: now,
    valid_until: null,
    proposed: null,
    stopped: null,
    fold: opening.fold ?? null,
    tally: null,
    lat: null,
    lon: null,
    revision: 1,
  };
}

/** Whether ballots weigh more than heads; of secret ones only sums are kept of that, by option. */
function weighsMore({ settings }: Machine): boolean {
  const ballot = settings["ballot"] as { readonly weigh?: readonly string[] } | undefined;
  return ballot?.weigh?.some((weight) => weight !== "head") === true;
}

function addChild(plan: Plan, { machine, outcome, act, facts }: Decided, record: string): void {
  const child = outcome.child as NonNullable<Outcome["child"]>;
  const moment = Date.parse(plan.now);
  plan.changes.children.push({
    id: child.secret ? uuid4(plan.engine) : uuid7(plan.engine, moment),
    record,
    kind: child.kind,
    action: act.do,
    author: child.secret ? null : act.actor.id,
    input: child.input,
    at: child.secret ? null : plan.now,
  });
  if (child.once !== undefined) {
    const once = onceKey(child.once, act.actor, facts);
    plan.changes.given.push({ record, action: act.do, once });
    const choices = child.input["choices"];
    if (child.secret && weighsMore(machine) && Array.isArray(choices))
      plan.changes.weigh.push({ record, voters: [`actor:${act.actor.id}`, once], choices: choices.map(Number) });
  }
}

/** For whom something is given once: for herself, or for her household. */
export function onceKey(once: string, actor: Actor, facts: Facts): string {
  if (once === "actor") return `actor:${actor.id}`;
  const household = (facts.facts?.["giver"] as JsonObject | undefined)?.["household"];
  return `household:${typeof household === "string" ? household : `person:${actor.id}`}`;
}

function payloadOf(
  { machine, before, outcome, act, opening, facts }: Decided,
  row: RecordRow,
  notify: readonly string[],
): JsonObject {
  const { event } = outcome;
  const hides = isAnonymous(machine, row.data);
  const named = (person: string) => (hides && [row.opener, row.subject].includes(person) ? anonymous : person);
  const changed = before === undefined || before.row.data !== row.data;
  return {
    scenario: row.scenario,
    ...(event.action === undefined ? {} : { action: event.action }),
    ...(event.clock === undefined ? {} : { clock: event.clock }),
    ...(event.from === undefined ? {} : { from: event.from }),
    to: event.to,
    flags: event.flags,
    by: named(act.actor.id),
    as: event.as,
    ...(event.input === undefined || before === undefined ? {} : { input: event.input }),
    ...((event.stage ?? act.stage) === undefined ? {} : { stage: event.stage ?? act.stage }),
    ...(act.options === undefined ? {} : { options: act.options }),
    ...(act.consent === undefined || act.consent.length === 0 ? {} : { consent: act.consent }),
    ...(opening === undefined
      ? {}
      : {
          subject: named(opening.subject),
          opener: named(opening.opener),
          relation: opening.relation,
          version: row.version,
          digest: row.digest,
        }),
    ...(changed ? { record: row.data } : {}),
    ...(changed || before.row.derived !== row.derived ? { derived: row.derived } : {}),
    ...(row.period === null || JSON.stringify(before?.row.period) === JSON.stringify(row.period)
      ? {}
      : { period: { ...row.period } }),
    ...(before === undefined || before.row.subject === row.subject ? {} : { subject: row.subject }),
    ...((before === undefined ? row.assignees.length === 0 : before.row.assignees === row.assignees)
      ? {}
      : { assignees: row.assignees }),
    ...(notify.length === 0 ? {} : { notify, told: hides ? [] : toldOf(notify, before, row) }),
    now: facts.now,
  };
}

/** Who is told by name, as things stand when it happens: later she may no longer be who she was to the record. */
function toldOf(notify: readonly string[], before: WholeRecord | undefined, row: RecordRow): readonly string[] {
  const people: { readonly [way: string]: readonly string[] } = {
    opener: [row.opener, ...(before?.followers ?? [])],
    subject: [row.subject],
    assignee: [...(before?.row.assignees ?? []), ...row.assignees],
  };
  return [...new Set(notify.flatMap((way) => people[way] ?? []))];
}

/** Which text was agreed to: a consent that is given again to a newer text is another one. */
function noteConsents(plan: Plan, { machine, act, facts }: Decided, row: RecordRow): void {
  const { actor, consent = [] } = act;
  const by = isAnonymous(machine, row.data) && [row.opener, row.subject].includes(actor.id) ? null : actor.id;
  for (const { id, version } of machine.contract.consent ?? [])
    if (consent.includes(id))
      plan.changes.consents.push({
        record: row.id,
        consent: id,
        version: String(version),
        by,
        relation: facts.relation ?? row.relation,
      });
}

/** Whoever may see the record may see the files that it names. */
function noteFiles(plan: Plan, record: string, values: readonly unknown[]): void {
  const text = JSON.stringify(values);
  for (const [, file] of text.matchAll(/"([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})"/g))
    if (file !== undefined) plan.changes.files.push({ file, record });
}

function counted(
  before: { readonly [name: string]: number } | null | undefined,
  name: string,
): { readonly [name: string]: number } {
  return { ...before, [name]: (before?.[name] ?? 0) + 1 };
}
