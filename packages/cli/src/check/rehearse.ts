import {
  allowedActions,
  every,
  mergePatch,
  relationsOf,
  sameJson,
  visible,
  visibleDerived,
  type Decision,
  type Json,
  type JsonObject,
  type Journey,
  type Machine,
  type Step,
} from "@linli/contracts";
import type { Say } from "./fault.js";
import { actOn } from "./rehearsal/act.js";
import { nearestOf } from "./rehearsal/effects.js";
import { openRecord, openSeries } from "./rehearsal/open.js";
import { actorOf, relationTo, standsForSubject } from "./rehearsal/people.js";
import { newStreet, nothingYet, type Rehearsed, type Street } from "./rehearsal/street.js";
import { moveClock } from "./rehearsal/tick.js";
import { didYouMean } from "./suggest.js";
import type { TreeIndex } from "./tree-index.js";

/**
 * Plays a contract's journeys on a street in memory and says which expectations do not hold.
 * Gives the states that records of the contract were in.
 */
export function rehearseJourneys(machine: Machine, tree: TreeIndex, say: Say): ReadonlySet<string> {
  const reached = new Set<string>();
  const titles = new Set<string>();
  machine.contract.journeys.forEach((journey, i) => {
    const at = `/journeys/${String(i)}`;
    if (titles.has(journey.title)) say(`${at}/title`, "Another journey has the same title.", "Tell them apart.");
    titles.add(journey.title);
    rehearse(
      { machine, journey, street: newStreet(tree, machine, journey), reached, named: new Map(), last: undefined },
      at,
      say,
    );
  });
  return reached;
}

/** A journey under way. */
interface Rehearsal {
  readonly machine: Machine;
  readonly journey: Journey;
  readonly street: Street;
  readonly reached: Set<string>;
  readonly named: Map<string, Rehearsed>;
  last: Rehearsed | undefined;
}

/** What a step came to. */
interface Outcome {
  readonly record: Rehearsed | undefined;
  readonly refused?: Decision & { readonly ok: false };
  readonly outcomes?: readonly string[];
}

function rehearse(rehearsal: Rehearsal, at: string, say: Say): void {
  const { journey, street, machine } = rehearsal;
  for (const [i, step] of journey.steps.entries()) {
    const here = `${at}/steps/${String(i)}`;
    street.step = nothingYet();
    if (!isSound(rehearsal, step, here, say)) return;
    try {
      if (step.at !== undefined) {
        if (Date.parse(step.at) < Date.parse(street.now)) {
          say(`${here}/at`, `It is ${street.now} already.`, "Time goes one way: name a later moment.");
          return;
        }
        moveClock(street, step.at, machine);
      }
      const outcome = take(rehearsal, step);
      expect(rehearsal, step, outcome, here, say);
    } catch (error) {
      say(here, `The step breaks off: ${(error as Error).message}.`, "Mend the rule or the value that it names.");
      return;
    }
    for (const trouble of street.step.trouble)
      say(here, `Here ${trouble}.`, "What happens by itself must be possible.");
    for (const record of street.records)
      if (record.machine.contract.id === machine.contract.id) rehearsal.reached.add(record.state.state);
  }
}

/** Whether a step names what there is. */
function isSound({ machine, journey, named, last }: Rehearsal, step: Step, at: string, say: Say): boolean {
  let sound = true;
  const no = (where: string, wrong: string, right: string): void => {
    say(at + where, wrong, right);
    sound = false;
  };
  const cast = Object.keys(journey.cast);
  for (const part of ["as", "for"] as const) {
    const who = step[part];
    if (who !== undefined && !(who in journey.cast) && !(part === "as" && who === "hub"))
      no(`/${part}`, `There is nobody called "${who}" in the cast.`, didYouMean(who, cast));
  }
  if (step.on !== undefined && !named.has(step.on))
    no("/on", `No record was opened under the name "${step.on}".`, didYouMean(step.on, named.keys()));
  const what = step.do;
  if (what !== undefined && what !== "open" && !(what in machine.pattern.actions))
    no(
      "/do",
      `The pattern "${machine.pattern.pattern}" has no action "${what}".`,
      didYouMean(what, machine.actions, "It has"),
    );
  if (what !== undefined && what !== "open" && step.on === undefined && last === undefined)
    no("/do", "There is no record yet to act on.", "Open one first.");
  const example = step.with?.example;
  const titles = machine.contract.examples.valid.flatMap((one) => one.title ?? []);
  if (example !== undefined && !titles.includes(example))
    no("/with/example", `No valid example is called "${example}".`, didYouMean(example, titles));
  const then = step.then;
  if (then?.state !== undefined && !machine.states.has(then.state))
    no("/then/state", `A record of this contract is never in "${then.state}".`, didYouMean(then.state, machine.states));
  for (const part of ["flag", "noFlag"] as const) {
    const flag = then?.[part];
    if (flag !== undefined && !(flag in machine.pattern.flags))
      no(
        `/then/${part}`,
        `The pattern "${machine.pattern.pattern}" has no flag "${flag}".`,
        didYouMean(flag, Object.keys(machine.pattern.flags)),
      );
  }
  for (const part of ["sees", "hides"] as const)
    for (const who of Object.keys(then?.[part] ?? {}))
      if (!(who in journey.cast))
        no(`/then/${part}/${who}`, `There is nobody called "${who}" in the cast.`, didYouMean(who, cast));
  return sound;
}

function take(rehearsal: Rehearsal, step: Step): Outcome {
  const { machine, street, named } = rehearsal;
  const on = step.on === undefined ? rehearsal.last : named.get(step.on);
  if (step.do === undefined || step.as === undefined) {
    const [opened] =
      step.then?.openedFor === undefined
        ? []
        : street.step.byRule.filter((record) => record.state.subject === step.then?.openedFor);
    if (opened !== undefined) keep(rehearsal, step, opened);
    return { record: opened ?? on };
  }
  const actor = actorOf(street, step.as);
  const input = inputOf(rehearsal, step);
  if (step.do === "open") {
    const opening = {
      actor,
      person: step.for ?? step.as,
      input: input ?? {},
      options: step.options,
      consent: step.consent,
    };
    if (step.options?.["series"] !== undefined) {
      const { outcomes, last } = openSeries(street, machine, opening);
      if (last !== undefined) keep(rehearsal, step, last);
      return { record: last ?? on, outcomes };
    }
    const opened = openRecord(street, machine, opening);
    if ("refused" in opened) return { record: on, refused: opened.refused };
    keep(rehearsal, step, opened.record);
    return { record: opened.record };
  }
  if (on === undefined) return { record: undefined };
  if (step.for !== undefined && relationTo(street, machine, actor, step.for) === undefined)
    return { record: on, refused: { ok: false, problem: "not-permitted", allowed: [] } };
  const decision = actOn(street, on, { do: step.do, actor, input, stage: step.stage, consent: step.consent });
  return decision.ok ? { record: on } : { record: on, refused: decision };
}

function keep(rehearsal: Rehearsal, step: Step, record: Rehearsed): void {
  rehearsal.last = record;
  if (step.name !== undefined) rehearsal.named.set(step.name, record);
}

/** What a step sends; a text `@name` stands for the id of a record. */
function inputOf({ machine, named }: Rehearsal, step: Step): JsonObject | undefined {
  const { with: sent } = step;
  if (sent === undefined) return undefined;
  const example = machine.contract.examples.valid.find((one) => one.title === sent.example)?.value;
  const value = mergePatch(example ?? sent.value ?? {}, sent.merge ?? {});
  const linked = (part: Json): Json => {
    if (typeof part === "string" && part.startsWith("@")) return named.get(part.slice(1))?.state.id ?? part;
    if (Array.isArray(part)) return (part as readonly Json[]).map(linked);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part as JsonObject).map(([name, inner]) => [name, linked(inner ?? null)]));
  };
  return linked(value) as JsonObject;
}

function expect(rehearsal: Rehearsal, step: Step, outcome: Outcome, at: string, say: Say): void {
  const then = step.then ?? {};
  const { record, refused } = outcome;
  const { street } = rehearsal;
  const miss = (where: string, wrong: string, right = "Change the expectation or the contract."): void =>
    say(`${at}/then${where}`, wrong, right);
  if (refused !== undefined && then.problem === undefined) {
    say(
      at,
      `${step.as ?? "somebody"} cannot ${step.do ?? "act"}: ${refusedWords(refused)}.`,
      "Change the step or the contract.",
    );
    return;
  }
  if (then.problem !== undefined) {
    if (refused === undefined) {
      miss(
        "/problem",
        `It is not refused; the record is ${record?.state.state ?? "not there"}.`,
        `"${then.problem}" was expected.`,
      );
      return;
    }
    if (refused.problem !== then.problem)
      miss("/problem", `It is refused with ${refusedWords(refused)}.`, `"${then.problem}" was expected.`);
    else if (
      then.at !== undefined &&
      refused.at !== then.at &&
      !(refused.faults ?? []).some((fault) => fault.at === then.at)
    )
      miss(
        "/at",
        `The problem points at ${[refused.at, ...(refused.faults ?? []).map((fault) => fault.at)].filter((one) => one !== undefined).join(", ") || "nothing"}.`,
        `${then.at} was expected.`,
      );
  }
  if (then.outcomes !== undefined && !sameJson(outcome.outcomes ?? [], then.outcomes))
    miss("/outcomes", `The dates came to ${(outcome.outcomes ?? []).join(", ") || "nothing"}.`);
  if (then.followed !== undefined && !street.step.followed.has(then.followed))
    miss(
      "/followed",
      `Nothing of "${then.followed}" was opened${street.step.followed.size > 0 ? ` (but ${[...street.step.followed].join(", ")})` : ""}.`,
    );
  then.told?.forEach((who, i) => {
    if (!street.step.told.has(who))
      miss(
        `/told/${String(i)}`,
        `"${who}" was not told${street.step.told.size > 0 ? ` (but ${[...street.step.told].join(", ")})` : ""}.`,
      );
  });
  if (then.openedFor !== undefined && record?.state.subject !== then.openedFor)
    miss("/openedFor", `Nothing was opened for "${then.openedFor}".`);
  if (record === undefined) {
    if (Object.keys(then).some((part) => !["problem", "at", "outcomes", "told", "followed"].includes(part)))
      miss("", "There is no record to look at.");
    return;
  }
  expectRecord(rehearsal, step, record, miss);
}

function expectRecord(
  { street, machine }: Rehearsal,
  step: Step,
  record: Rehearsed,
  miss: (where: string, wrong: string, right?: string) => void,
): void {
  const then = step.then ?? {};
  const { state } = record;
  if (then.state !== undefined && state.state !== then.state)
    miss("/state", `The record is "${state.state}".`, `"${then.state}" was expected.`);
  if (then.flag !== undefined && !state.flags.includes(then.flag))
    miss(
      "/flag",
      `The flag "${then.flag}" is not set${state.flags.length > 0 ? ` (but ${state.flags.join(", ")})` : ""}.`,
    );
  if (then.noFlag !== undefined && state.flags.includes(then.noFlag))
    miss("/noFlag", `The flag "${then.noFlag}" is set.`);
  for (const [name, value] of Object.entries(then.derived ?? {}))
    if (!sameJson(state.derived[name], value))
      miss(
        `/derived/${name}`,
        `"${name}" is ${JSON.stringify(state.derived[name])}.`,
        `${JSON.stringify(value)} was expected.`,
      );
  for (const [name, value] of Object.entries(then.record ?? {}))
    if (!isWithin(value ?? null, state.data[name]))
      miss(
        `/record/${name}`,
        `"${name}" is ${JSON.stringify(state.data[name])}.`,
        `${JSON.stringify(value)} was expected.`,
      );
  for (const [kind, count] of Object.entries(then.children ?? {})) {
    const there =
      kind === "tasks" ? record.tasks.length : record.children.filter((child) => child.kind === kind).length;
    if (there !== count)
      miss(`/children/${kind}`, `There are ${String(there)} ${kind}.`, `${String(count)} were expected.`);
  }
  const view = (who: string): { readonly record: JsonObject; readonly derived: JsonObject } => {
    const actor = actorOf(street, who);
    const stands = standsForSubject(street, record, actor);
    const onRoll = record.roll?.has(who) === true;
    const onlooker = {
      as: relationsOf(machine, state, actor, { standsForSubject: stands, onRoll }),
      roles: actor.roles,
    };
    return {
      record: visible(machine, state.data, onlooker),
      derived: visibleDerived(machine, state.derived, onlooker),
    };
  };
  // `derived/fee` speaks of what was computed, `/contact` of the record.
  const holds = (whole: { readonly record: JsonObject; readonly derived: JsonObject }, pointer: string): boolean =>
    (pointer.startsWith("/") ? every(whole.record, pointer) : every(whole, `/${pointer}`)).length > 0;
  const held = { record: state.data, derived: state.derived };
  for (const [who, pointers] of Object.entries(then.sees ?? {}))
    pointers.forEach((pointer, i) => {
      if (!holds(held, pointer))
        miss(`/sees/${who}/${String(i)}`, `The record holds nothing at ${pointer}.`, "Point at what it holds.");
      else if (!holds(view(who), pointer)) miss(`/sees/${who}/${String(i)}`, `"${who}" does not see ${pointer}.`);
    });
  for (const [who, pointers] of Object.entries(then.hides ?? {}))
    pointers.forEach((pointer, i) => {
      if (!holds(held, pointer))
        miss(`/hides/${who}/${String(i)}`, `The record holds nothing at ${pointer}.`, "Point at what it holds.");
      else if (holds(view(who), pointer)) miss(`/hides/${who}/${String(i)}`, `"${who}" sees ${pointer}.`);
    });
  for (const [kind, ids] of Object.entries(then.nearest ?? {})) {
    const there = nearestOf(street, record)[kind] ?? [];
    if (!sameJson(there, ids))
      miss(`/nearest/${kind}`, `The nearest are ${there.join(", ") || "none"}.`, `${ids.join(", ")} were expected.`);
  }
  if (then.actions !== undefined && step.as !== undefined) {
    const actor = actorOf(street, step.as);
    const facts = {
      now: street.now,
      standsForSubject: standsForSubject(street, record, actor),
      onRoll: record.roll?.has(step.as) === true,
    };
    const there = [...allowedActions(machine, state, actor, facts)].sort();
    if (!sameJson(there, [...then.actions].sort()))
      miss(
        "/actions",
        `"${step.as}" may ${there.join(", ") || "do nothing"}.`,
        `${then.actions.join(", ") || "Nothing"} was expected.`,
      );
  }
}

/** Whether all of what is expected is there; objects may hold more. */
function isWithin(expected: Json, there: unknown): boolean {
  if (typeof expected !== "object" || expected === null || Array.isArray(expected))
    return sameJson(expected, there ?? null);
  if (typeof there !== "object" || there === null) return false;
  return Object.entries(expected as JsonObject).every(([name, value]) =>
    isWithin(value ?? null, (there as JsonObject)[name]),
  );
}

function refusedWords({ problem, at, faults }: Decision & { readonly ok: false }): string {
  const where =
    faults === undefined || faults.length === 0 ? at : faults.map((fault) => `${fault.at} ${fault.keyword}`).join(", ");
  return where === undefined ? `"${problem}"` : `"${problem}" at ${where}`;
}
