import {
  at,
  draftOf,
  effectName,
  every,
  limitsOf,
  localInstant,
  milliseconds,
  periodOf,
  placeOf,
  usesOf,
  type Act,
  type Actor,
  type Facts,
  type JsonObject,
  type LimitCount,
  type Machine,
  type Use,
} from "@linli/contracts";
import { ProblemError, type Scenario } from "../engine.js";
import type { Ask, Loaded } from "../store/load.js";
import type { WholeRecord } from "../store/rows.js";
import { isAnonymous } from "./anonymity.js";
import { apply } from "./apply.js";
import { decideSafely } from "./decide-safely.js";
import { foldInto } from "./folding.js";
import { countersOf, countLimits } from "./limits.js";
import { openingProblem } from "./opening-hours.js";
import { factsOf } from "./people.js";
import { finder, type Plan } from "./plan.js";
import { keysToHide } from "./keys-to-hide.js";
import { isFree, learn, waitingFor, wishesOf, type Wish } from "./room.js";
import { calendarOf } from "./street-at-hand.js";
import { uuid4, uuid7 } from "./uuid.js";

/** A record that somebody, or the hub, wants to open. */
export interface OpeningRequest {
  readonly scenario: Scenario;
  readonly machine: Machine;
  readonly actor: Actor;
  readonly subject: string;
  readonly community: string;
  /** How the opener stands to the subject. */
  readonly relation: string;
  readonly input: JsonObject;
  readonly options?: JsonObject | undefined;
  readonly consent?: readonly string[] | undefined;
  /** Whose it is, where the hub opens it; absent: the actor's. */
  readonly opener?: string;
  /** To whom it is given from the beginning. */
  readonly assignees?: readonly string[];
  /** Part of another record, so that it is neither folded into one that is the same thing nor counted against limits. */
  readonly isPart?: true;
}

/** What an opening needs to be loaded, and what that is for. */
export interface Prepared {
  readonly ask: Pick<Ask, "uses" | "counters" | "fold" | "foldSince" | "resources">;
  readonly uses: readonly Use[];
  readonly wishes: readonly Wish[];
  readonly limits: readonly LimitCount[];
}

/** The ids of resources that a record names. */
export function namedIn(machine: Machine, data: JsonObject): readonly string[] {
  const uses = machine.contract.uses ?? [];
  const ids = uses.flatMap((rule) => [
    ...every(data, rule.at).map((found) => found.value),
    ...(rule.parent === undefined ? [] : [at(data, rule.parent)]),
  ]);
  return [...new Set(ids.filter((id): id is string => typeof id === "string"))];
}

/**
 * Says what must be loaded for an opening, from the resources that are in the plan.
 * @throws effect-missing, invalid
 */
export async function prepareOpening(
  plan: Plan,
  request: OpeningRequest,
  household: string | null | undefined,
): Promise<Prepared> {
  const { scenario, machine, input, actor, subject } = request;
  if (scenario.missing.length > 0) throw new ProblemError("effect-missing", { detail: scenario.missing.join(", ") });
  refuseGarbage(request);
  const when = { now: plan.now, zone: plan.street.zone };
  const find = finder(plan);
  const uses = usesOf(machine, input, find, when);
  const wishes = wishesOf(machine, uses);
  const period = periodOf(machine, input, find, when);
  const who = { subject, opener: actor.id, household: household ?? undefined };
  const hidden = keysToHide(plan, machine);
  const limits = await hidden(request.isPart === true ? [] : limitsOf(machine, input, who, { ...when, period }));
  const [fold] = await hidden(
    [request.isPart === true ? undefined : foldOf(plan, request, household)].flatMap((one) => one ?? []),
  );
  return {
    uses,
    wishes,
    limits,
    ask: {
      resources: namedIn(machine, input),
      ...(wishes.length === 0 ? {} : { uses: wishes.map((wish, no) => ({ ...wish, no })) }),
      ...(limits.length === 0 ? {} : { counters: countersOf(limits) }),
      ...(fold === undefined ? {} : { fold: fold.key, foldSince: fold.since }),
    },
  };
}

/**
 * Decides an opening and writes it into the plan.
 * @returns The record as it will be; `folded`: it was only another occurrence of this one.
 * @throws what the decision says, unknown-resource, outside-opening, off-grid, limit-reached
 */
export async function planOpening(
  plan: Plan,
  request: OpeningRequest,
  prepared: Prepared,
  loaded: Pick<Loaded, "uses" | "counters" | "fold">,
): Promise<{ readonly record: WholeRecord; readonly folded: boolean }> {
  const { scenario, machine, actor, subject, community, relation, input, options, consent } = request;
  const { uses, wishes, limits } = prepared;
  const { zone } = plan.street;
  learn(plan.room, wishes, loaded.uses ?? []);
  const free = isFree(plan.room, wishes);
  const find = finder(plan);
  const facts: Facts = {
    now: plan.now,
    zone,
    ...calendarOf(plan.street),
    resources: find,
    uses: { free, waiting: waitingFor(plan.room, wishes), ...(free ? {} : { problem: problemOfWishes(plan, wishes) }) },
    subject: factsOf(plan.people.get(subject), subject, plan.now),
    opener: factsOf(plan.people.get(actor.id), actor.id, plan.now),
    actor: factsOf(plan.people.get(actor.id), actor.id, plan.now),
    relation,
  };
  const act: Act = { do: "open", actor, input, options, consent };
  const decision = decideSafely(machine, undefined, act, facts);
  // What can't be found says so, unless something is wrong that would be wrong with any resource.
  if (decision.ok || !["invalid", "not-permitted", "not-eligible", "consent-missing"].includes(decision.problem))
    refuseUnknown(plan, request);
  const closed = openingProblem(machine, wishes.length === 0 ? [] : uses, {
    kinds: plan.engine.kinds,
    resources: plan.resources,
    zone,
  });
  if (closed !== undefined && (decision.ok || isAboutRoom(decision.problem)))
    throw new ProblemError(closed, whereOf(machine, uses));
  if (!decision.ok) throw new ProblemError(decision.problem, { at: decision.at, faults: decision.faults });
  const id = uuid7(plan.engine, Date.parse(plan.now));
  const effects = decision.changes.effects.map(effectName);
  const fold = prepared.ask.fold;
  if (effects.includes("fold") && fold !== undefined) {
    plan.expects.counters.push(fold);
    plan.expects.folds.push({ key: fold, since: prepared.ask.foldSince ?? null, record: loaded.fold ?? null });
    const beside = [...plan.records.values()].find(({ row }) => row.fold === fold && !row.ended)?.row.id;
    const living = loaded.fold ?? beside;
    if (living !== undefined) return { record: await foldInto(plan, { record: living, act }), folded: true };
  }
  if (effects.includes("limit")) {
    // What counts for good must not lead from somebody to her anonymous answers.
    const counted = isAnonymous(machine, input) ? uuid4(plan.engine) : id;
    countLimits(plan, counted, limits, loaded.counters ?? {});
  }
  const record = await apply(plan, {
    scenario,
    machine,
    before: undefined,
    outcome: decision.changes,
    act,
    facts,
    uses,
    context: () => ({ ...draftOf(machine, undefined, act, facts).context, id, state: decision.changes.state }),
    place: placeOf(machine, input, uses, { resources: find }),
    opening: {
      id,
      community,
      subject,
      opener: request.opener ?? actor.id,
      relation,
      fold,
      assignees: request.assignees ?? [],
      isPart: request.isPart,
    },
  });
  return { record, folded: false };
}

// Whatever is no date can't be looked at; that something is missing is for the decision to say, since a draft may lack it.
function refuseGarbage({ machine, input, options }: OpeningRequest): void {
  const faults = machine.validators?.record(input) ?? [];
  if (!faults.some((fault) => fault.keyword !== "required" && fault.keyword !== "minItems")) return;
  const more =
    options === undefined
      ? []
      : (machine.validators?.options(options) ?? []).map((fault) => ({ ...fault, at: `/options${fault.at}` }));
  throw new ProblemError("invalid", { faults: [...faults, ...more] });
}

/** Refuses what names a resource that there is not, that is not published, or that is not part of what it should be part of. */
function refuseUnknown(plan: Plan, { machine, input }: OpeningRequest): void {
  for (const rule of machine.contract.uses ?? []) {
    const parent = rule.parent === undefined ? undefined : at(input, rule.parent);
    for (const found of every(input, rule.at)) {
      const resource = plan.resources.get(String(found.value));
      const isThere = resource !== undefined && resource.kind === rule.kind && resource.life === "published";
      if (!isThere || (parent !== undefined && resource.parent !== parent))
        throw new ProblemError("unknown-resource", { at: found.at });
    }
  }
}

function isAboutRoom(problem: string): boolean {
  return problem === "period-taken" || problem === "full";
}

/** Which problem the first wish that can't be had is. */
export function problemOfWishes(plan: Plan, wishes: readonly Wish[]): string {
  const taken = wishes.find((wish) => !isFree(plan.room, [wish])) ?? wishes[0];
  return taken?.exclusive === true ? "period-taken" : "full";
}

function whereOf(machine: Machine, uses: readonly Use[]): { readonly at?: string } {
  const rule = machine.contract.uses?.find((one) => uses.some((use) => use.kind === one.kind));
  const pointer = typeof rule?.period === "string" ? rule.period : (rule?.time ?? rule?.at);
  return pointer === undefined ? {} : { at: pointer };
}

function foldOf(
  plan: Plan,
  { machine, input, actor, subject }: OpeningRequest,
  household: string | null | undefined,
): { readonly key: string; readonly since?: string } | undefined {
  const fold = machine.settings["fold"] as { readonly by: readonly string[]; readonly quiet?: string } | undefined;
  if (fold === undefined || !machine.pattern.open.effects.some((effect) => effectName(effect) === "fold"))
    return undefined;
  const values = fold.by.map((one) => {
    if (one.startsWith("/")) return JSON.stringify(at(input, one) ?? null);
    if (one === "household") return household ?? `person:${subject}`;
    return one === "opener" ? actor.id : subject;
  });
  const key = ["fold", machine.contract.id, ...values].join("|");
  if (fold.quiet === undefined) return { key };
  const since = Date.parse(plan.now) - milliseconds(fold.quiet);
  return { key, since: localInstant(since, plan.street.zone) };
}
