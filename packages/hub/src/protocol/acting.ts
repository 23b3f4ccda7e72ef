import {
  draftOf,
  effectName,
  fire,
  isPartial,
  placeOf,
  usesOf,
  type Act,
  type Actor,
  type Decision,
  type Facts,
  type JsonObject,
  type Machine,
  type RecordState,
} from "@linli/contracts";
import { ProblemError, type Scenario } from "../engine.js";
import type { Loaded } from "../store/load.js";
import type { WholeRecord } from "../store/rows.js";
import { apply, onceKey } from "./apply.js";
import { decideSafely } from "./decide-safely.js";
import { tallyOf } from "./effects/tally.js";
import { openingProblem } from "./opening-hours.js";
import { namedIn, problemOfWishes } from "./opening.js";
import { factsOf } from "./people.js";
import { bringResources, finder, loadInto, stateOf, type Plan } from "./plan.js";
import { learnWaiters, promoteWaiters } from "./promoting.js";
import { readerOf } from "./reader.js";
import { isUuid } from "./uuid.js";
import { isFree, learn, waitingFor, without, wishesOf } from "./room.js";
import { calendarOf, machineIn } from "./street-at-hand.js";
import { placesBelow } from "./units-of.js";
import { scenarioOf } from "./kept-contracts.js";

/** An act on a record that was loaded. */
export interface ActRequest {
  readonly scenario: Scenario;
  readonly machine: Machine;
  readonly whole: WholeRecord;
  readonly loaded: Pick<Loaded, "waiters" | "queues" | "given" | "onRoll">;
  readonly act: Act;
  readonly standsForSubject: boolean;
  /** She may act for the subject, as one of those whom the contract lets. */
  readonly onBehalf?: boolean;
  /** A clock of the record that has come, in place of the act. */
  readonly clock?: string;
}

/**
 * Decides an act and writes it into the plan, with the promotions that it makes possible.
 * @throws what the decision says
 */
export async function planAct(plan: Plan, request: ActRequest): Promise<WholeRecord> {
  const { scenario, machine, whole, loaded, act, clock } = request;
  const { zone } = plan.street;
  const record = stateOf(whole, zone);
  const facts = await factsFor(plan, request, record);
  const decideWith = (known: Facts): Decision =>
    clock === undefined ? decideSafely(machine, record, act, known) : fire(machine, record, clock, known);
  learnWaiters(plan, loaded);
  await bringResources(plan, namedBy(machine, record, act));
  let decision = decideWith(facts);
  let decided = facts;
  const named = decision.ok ? namedIn(machine, decision.changes.data) : [];
  if (named.some((id) => !plan.resources.has(id) && !plan.missing.has(id))) {
    await bringResources(plan, named);
    decision = decideWith(facts);
  }
  const holding = decision.ok ? decision.changes.holding : undefined;
  if (decision.ok && (holding?.kind === "reserve" || holding?.kind === "move")) {
    refuseUnknown(plan, whole, holding.uses);
    const wishes = wishesOf(machine, holding.uses);
    const { uses } = await loadInto(plan, { uses: wishes.map((wish, no) => ({ ...wish, no })) });
    learn(plan.room, wishes, uses ?? []);
    const free = isFree(without(plan.room, whole.held ?? []), wishes);
    decided = {
      ...facts,
      uses: {
        free,
        waiting: waitingFor(plan.room, wishes),
        ...(free ? {} : { problem: problemOfWishes(plan, wishes) }),
      },
    };
    decision = decideWith(decided);
    const moved = decision.ok && JSON.stringify(decision.changes.data) !== JSON.stringify(record.data);
    const closed = moved
      ? openingProblem(machine, holding.uses, { kinds: plan.engine.kinds, resources: plan.resources, zone })
      : undefined;
    if (closed !== undefined) throw new ProblemError(closed, { at: "/period" });
  }
  if (!decision.ok)
    throw new ProblemError(decision.problem, { at: decision.at, faults: decision.faults, actions: decision.allowed });
  const { changes } = decision;
  const merged = await mergedInto(plan, machine, act);
  const find = finder(plan);
  const uses = usesOf(machine, changes.data, find, { now: plan.now, zone, period: changes.period });
  const after = await apply(plan, {
    scenario,
    machine,
    before: whole,
    outcome: changes,
    act,
    facts: decided,
    uses,
    context: () => ({
      ...draftOf(machine, record, act, decided).context,
      state: changes.state,
      derived: changes.derived,
    }),
    place: placeOf(machine, changes.data, uses, { resources: find }),
    ...(clock === undefined ? {} : { clock }),
    ...(merged === undefined ? {} : { merged }),
  });
  if (changes.holding !== undefined && changes.holding.kind !== "reserve") await promoteWaiters(plan, loaded);
  return after;
}

/** Things that rules may read and that the record did not use before: of what is said, was proposed, or waited in a draft. */
function namedBy(machine: Machine, record: RecordState, { input }: Act): readonly string[] {
  const changes = input?.["changes"];
  const drafted = isPartial(machine, record.state) ? record.data : undefined;
  const parts = [input, isObject(changes) ? changes : undefined, record.proposed, drafted];
  return parts.flatMap((part) => (part === undefined ? [] : namedIn(machine, part)));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The record into which this one goes, where the input says so: a living one of the same pattern, for which the actor answers.
 * @throws invalid where there is none
 */
async function mergedInto(plan: Plan, machine: Machine, { input, actor }: Act): Promise<WholeRecord | undefined> {
  const into = input?.["into"];
  if (typeof into !== "string") return undefined;
  const found = isUuid(into) ? (await loadInto(plan, { record: into, actor: actor.id })).record : undefined;
  const scenario = found === undefined ? undefined : scenarioOf(plan.engine, found.row);
  if (found !== undefined && scenario !== undefined && !found.row.ended) {
    const target = machineIn(plan.engine, plan.street, scenario);
    const { street, now, resources } = plan;
    const known = { street, now, person: plan.people.get(actor.id), standing: undefined, resources };
    const { as } = readerOf(target, found, stateOf(found, street.zone), { id: actor.id }, known);
    if (target.pattern.pattern === machine.pattern.pattern && as.includes("handler")) return found;
  }
  throw new ProblemError("invalid", { faults: [{ at: "/into", keyword: "record" }] });
}

async function factsFor(
  plan: Plan,
  { machine, whole, loaded, act, standsForSubject, onBehalf = false, clock }: ActRequest,
  record: RecordState,
): Promise<Facts> {
  const giver = plan.people.get(act.actor.id);
  const closing = clock === undefined ? act.do : machine.clocks.find((one) => one.id === clock)?.then;
  const action = typeof closing === "string" ? machine.pattern.actions[closing] : undefined;
  const counts =
    action?.effects.some((effect) => effectName(effect) === "tally") === true || action?.appends?.kind === "ballots";
  const tally = counts ? await tallyOf(plan, machine, whole) : undefined;
  const base: Facts = {
    now: plan.now,
    zone: plan.street.zone,
    ...calendarOf(plan.street),
    resources: finder(plan),
    uses: { free: true, waiting: 0 },
    subject: factsOf(plan.people.get(record.subject), record.subject, plan.now),
    opener: factsOf(plan.people.get(record.opener), record.opener, plan.now),
    actor: factsOf(giver, act.actor.id, plan.now),
    relation: whole.row.relation,
    standsForSubject,
    onBehalf,
    onRoll: loaded.onRoll === true,
    roll: { size: whole.roll },
    ...(tally === undefined ? {} : { tally }),
    facts: { giver: { household: giver?.household ?? null }, ...(await audienceOf(plan, machine, whole)) },
  };
  return { ...base, given: givenBy(machine, act.actor, base, loaded.given ?? []) };
}

/** How many could take part, where the contract asks for a share of them. */
async function audienceOf(plan: Plan, machine: Machine, { row }: WholeRecord): Promise<{ readonly audience?: number }> {
  const support = machine.settings["support"] as { readonly share?: unknown } | undefined;
  if (support?.share === undefined) return {};
  const roles = machine.contract.people.open;
  return {
    audience:
      (await loadInto(plan, { rollOf: { places: placesBelow(plan.street, [row.community]), roles } })).rollOf?.length ??
      0,
  };
}

/** Appending actions that this actor has already taken as often as she may. */
export function givenBy(
  machine: Machine,
  actor: Actor,
  facts: Facts,
  given: readonly (readonly [action: string, once: string])[],
): readonly string[] {
  return given.flatMap(([action, key]) => {
    const once = machine.pattern.actions[action]?.appends?.once;
    const per = typeof once === "object" ? settingAt(machine, once.var) : once;
    return typeof per === "string" && onceKey(per, actor, facts) === key ? [action] : [];
  });
}

function settingAt(machine: Machine, path: string): unknown {
  return path
    .split(".")
    .slice(1)
    .reduce<unknown>((here, key) => (here as { readonly [key: string]: unknown } | undefined)?.[key], machine.settings);
}

/** What the record did not use before must be there, and published. */
function refuseUnknown(
  plan: Plan,
  { row }: WholeRecord,
  uses: readonly { readonly id: string; readonly kind: string }[],
): void {
  for (const use of uses) {
    if (row.uses.some((one) => one.id === use.id)) continue;
    const resource = plan.resources.get(use.id);
    if (resource?.kind !== use.kind || resource.life !== "published") throw new ProblemError("unknown-resource");
  }
}
