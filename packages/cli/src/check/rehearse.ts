import { mergePatch, type Json, type JsonObject, type Machine, type Step } from "@linli/contracts";
import type { Say } from "./fault.js";
import { actOn } from "./rehearsal/act.js";
import { expectStep, type Outcome, type Rehearsal } from "./rehearsal/expect-step.js";
import { openRecord, openSeries } from "./rehearsal/open.js";
import { actorOf, relationTo, thingsNamed, thingsOf } from "./rehearsal/people.js";
import { newStreet, nothingYet, type Rehearsed } from "./rehearsal/street.js";
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
      expectStep(rehearsal, step, outcome, here, say);
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
    const opened = step.then?.openedFor === undefined ? undefined : openedFor(rehearsal, step.then.openedFor);
    if (opened !== undefined) keep(rehearsal, step, opened);
    return { record: opened ?? on };
  }
  const input = inputOf(rehearsal, step);
  const things = step.do === "open" ? thingsNamed(street, machine, input ?? {}) : thingsOf(street, on);
  const actor = actorOf(street, step.as, things);
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

/** What the hub has opened for somebody: by rule just now, or a task that was handed down to her. */
function openedFor({ street, machine }: Rehearsal, person: string): Rehearsed | undefined {
  const byRule = street.step.byRule.find((record) => record.state.subject === person);
  return byRule ?? street.records.findLast((record) => record.parent !== undefined && isOf(record, machine, person));
}

function isOf({ machine, state }: Rehearsed, { contract }: Machine, person: string): boolean {
  return machine.contract.id === contract.id && (state.subject === person || state.assignees.includes(person));
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
