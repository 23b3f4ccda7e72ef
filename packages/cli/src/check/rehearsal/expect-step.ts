import {
  allowedActions,
  every,
  relationsOf,
  sameJson,
  visible,
  visibleDerived,
  visibleInput,
  type Decision,
  type Json,
  type JsonObject,
  type Journey,
  type Machine,
  type Step,
} from "@linli/contracts";
import type { Say } from "../fault.js";
import { nearestOf } from "./effects.js";
import { balanceOf } from "./ledger.js";
import { actorOf, standingOf, thingsOf } from "./people.js";
import type { Rehearsed, Street } from "./street.js";

/** A journey under way. */
export interface Rehearsal {
  readonly machine: Machine;
  readonly journey: Journey;
  readonly street: Street;
  readonly reached: Set<string>;
  readonly named: Map<string, Rehearsed>;
  last: Rehearsed | undefined;
}

/** What a step came to. */
export interface Outcome {
  readonly record: Rehearsed | undefined;
  readonly refused?: Decision & { readonly ok: false };
  readonly outcomes?: readonly string[];
}

/** Says which expectations of a step do not hold. */
export function expectStep(rehearsal: Rehearsal, step: Step, outcome: Outcome, at: string, say: Say): void {
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
  for (const [who, units] of Object.entries(then.balances ?? {}))
    for (const [unit, wanted] of Object.entries(units)) {
      const got = balanceOf(street, who, unit);
      if (got !== wanted)
        miss(`/balances/${who}/${unit}`, `It comes to ${String(got)}.`, `${String(wanted)} was expected.`);
    }
  const isFor = (person: string): boolean =>
    record?.state.subject === person || record?.state.assignees.includes(person) === true;
  if (then.openedFor !== undefined && !isFor(then.openedFor))
    miss("/openedFor", `Nothing was opened for "${then.openedFor}".`);
  if (record === undefined) {
    if (Object.keys(then).some((part) => !["problem", "at", "outcomes", "told", "followed", "balances"].includes(part)))
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
  const view = (who: string): Shown => {
    const actor = actorOf(street, who, thingsOf(street, record));
    const onRoll = record.roll?.has(who) === true;
    const onlooker = {
      as: relationsOf(machine, state, actor, { ...standingOf(street, record, actor), onRoll }),
      roles: actor.roles,
      state: state.state,
    };
    const insider = onlooker.as.some((one) => one !== "viewer" && one !== "behalf");
    const works = onlooker.as.includes("handler") || onlooker.as.includes("assignee");
    const said = [...record.said].map(([what, { by, as, appended, ...one }]) => {
      const inOffice = as.some((relation) => relation !== "viewer" && relation !== "roll");
      const isOpen = works || (insider && inOffice) || appended;
      return [what, visibleInput(machine, { ...one, isMine: by === who, isOpen }, onlooker)] as const;
    });
    return {
      said: new Map(said),
      record: visible(machine, state.data, onlooker),
      derived: visibleDerived(machine, state.derived, onlooker),
    };
  };
  // `derived/fee` speaks of what was computed, `/contact` of the record.
  const holds = (whole: Shown, pointer: string): boolean => {
    if (!saidPointer.test(pointer))
      return (pointer.startsWith("/") ? every(whole.record, pointer) : every(whole, `/${pointer}`)).length > 0;
    const [of = "", name = "", ...field] = pointer.split("/");
    const input = whole.said.get(`${of}/${name}`);
    return input !== undefined && (field.length === 0 || field.join("/") in input);
  };
  const held: Shown = {
    record: state.data,
    derived: state.derived,
    said: new Map([...record.said].map(([what, { input }]) => [what, input])),
  };
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
    const actor = actorOf(street, step.as, thingsOf(street, record));
    const facts = {
      now: street.now,
      ...standingOf(street, record, actor),
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

/** A record as somebody sees it. */
interface Shown {
  readonly record: JsonObject;
  readonly derived: JsonObject;
  readonly said: ReadonlyMap<string, JsonObject | undefined>;
}

/** What an action or a stage took in, or a field of it. */
const saidPointer = /^(?:inputs|stages)\//;

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
