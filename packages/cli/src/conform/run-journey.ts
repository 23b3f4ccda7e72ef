import { mergePatch } from "@linli/contracts";
import type {
  Bundle,
  Contract,
  EventView,
  Journey,
  Json,
  JsonObject,
  ProblemView,
  RecordView,
  SeriesView,
  Step,
} from "@linli/contracts";
import { failuresOf, followUps } from "./failures-of.js";
import { hubCalls } from "./hub-calls.js";
import type { BackEnd, HubCalls } from "./hub-calls.js";
import { journeyFiles } from "./journey-files.js";
import type { JourneyFiles } from "./journey-files.js";
import { makeStreet } from "./make-street.js";

export type { BackEnd } from "./hub-calls.js";

/** A journey, and the back end on which it is run. */
export interface JourneyRun extends BackEnd {
  readonly bundle: Bundle;
  readonly contract: Contract;
  readonly journey: Journey;
  /** Id of the street that is made for it; there must be none of that name. */
  readonly street: string;
}

/** Something that a journey says must be so, and is not. */
export interface FailedExpectation {
  /** Which step, from 1. */
  readonly step: number;
  readonly expected: string;
  readonly got: Json | undefined;
}

/** What a step came to, and what there is to look at. */
export interface StepOutcome {
  readonly step: Step;
  readonly problem?: ProblemView | undefined;
  readonly series?: SeriesView | undefined;
  /** The record that the step is about. */
  readonly record?: string | undefined;
  /** What each of those who must be told could see before. */
  readonly toldBefore: ReadonlyMap<string, readonly EventView[]>;
  /** What had been opened because of the record before. */
  readonly followedBefore: ReadonlyMap<string, string>;
}

/** A step that somebody takes, made ready. */
export interface Deed {
  readonly step: Step;
  readonly as: string;
  /** The record that it acts on; absent: it opens one. */
  readonly on?: string | undefined;
  /** What is sent: the record to open, or the action's input. */
  readonly value?: JsonObject | undefined;
}

/** What a deed came to. */
export type Done = Pick<StepOutcome, "problem" | "series" | "record">;

/** Does a deed in a way of its own, for example through a screen; `undefined`: not this one, so it is sent over HTTP. */
export type Doing = (deed: Deed) => Promise<Done | undefined>;

/** A step that was taken. */
export interface Taken {
  readonly outcome: StepOutcome;
  readonly failures: readonly FailedExpectation[];
}

/**
 * Runs a journey on a back end: makes a street with the cast and the resources, moves its clock, opens and acts as the
 * steps say, and checks every `then`. Speaks HTTP and knows nothing else, so that anybody's back end can be tested.
 * @returns What was not as it must be; empty: the journey holds.
 * @throws Error where the street can't be made
 * @example
 * const failures = await runJourney({ fetch, baseUrl, token, bundle, contract, journey: contract.journeys[0]!, street: "t-1" });
 */
export async function runJourney(run: JourneyRun): Promise<readonly FailedExpectation[]> {
  const failures: FailedExpectation[] = [];
  await makeStreet(hubCalls(run, run.street), run);
  for await (const taken of walkJourney(run)) failures.push(...taken.failures);
  return failures;
}

/**
 * Takes the steps of a journey one by one, in a street that is there already.
 * @param doing Does some of the steps in a way of its own.
 */
export async function* walkJourney(run: JourneyRun, doing?: Doing): AsyncGenerator<Taken, void> {
  const calls = hubCalls(run, run.street);
  const named = new Map<string, string>();
  const files = journeyFiles(calls, run.bundle, run.contract);
  let last: string | undefined;
  for (const [i, step] of run.journey.steps.entries()) {
    const outcome = await take(calls, run, {
      step,
      on: step.on === undefined ? last : named.get(step.on),
      named,
      files,
      doing,
    });
    const { openedFor } = step.then ?? {};
    const record = openedFor === undefined ? outcome.record : await openedByRule(calls, openedFor, run.contract.id);
    if (step.do === "open" || openedFor !== undefined) last = record ?? last;
    if (step.name !== undefined && record !== undefined) named.set(step.name, record);
    const expected = withFiles(outcome.step, files);
    const found = await failuresOf(calls, { ...outcome, step: expected, record }, run.journey.cast);
    yield { outcome: { ...outcome, record }, failures: found.map((failure) => ({ step: i + 1, ...failure })) };
  }
}

interface Taking {
  readonly step: Step;
  readonly on: string | undefined;
  readonly named: ReadonlyMap<string, string>;
  readonly files: JourneyFiles;
  readonly doing: Doing | undefined;
}

async function take(calls: HubCalls, run: JourneyRun, { step, on, named, files, doing }: Taking): Promise<StepOutcome> {
  const toldBefore = new Map<string, readonly EventView[]>();
  for (const person of step.then?.told ?? []) toldBefore.set(person, await calls.events(person));
  const asks = step.then?.followed !== undefined && step.do !== "open" && on !== undefined;
  const followedBefore = asks ? await followUps(calls, on, Object.keys(run.journey.cast)) : new Map<string, string>();
  const base = { step, record: on, toldBefore, followedBefore };
  if (step.at !== undefined) {
    const { problem } = await calls.moveClock(step.at);
    if (problem) return { ...base, problem };
  }
  if (step.do === undefined || step.as === undefined) return base;
  const value = withIds(valueOf(step, run.contract), named) as JsonObject | undefined;
  if (step.do !== "open" && on === undefined) throw new Error(`Nothing was opened that "${step.do}" could act on.`);
  const deed = { step, as: step.as, on: step.do === "open" ? undefined : on, value };
  const done = await doing?.(deed);
  if (done !== undefined) {
    const record = value === undefined ? undefined : (done.record ?? on);
    const { value: now } = record === undefined ? {} : await calls.read(step.as, record);
    if (now !== undefined && value !== undefined) files.learn(step, value, now.record);
    return { ...base, ...done };
  }
  const sent = { ...deed, value: value && (await files.send(step, step.as, value)) };
  return { ...base, ...(sent.on === undefined ? await open(calls, run, sent) : await act(calls, sent, sent.on)) };
}

/** A step that expects the files which were sent. */
function withFiles(step: Step, files: JourneyFiles): Step {
  const record = files.known(step.then?.record) as JsonObject | undefined;
  return record === undefined ? step : { ...step, then: { ...step.then, record } };
}

async function act(calls: HubCalls, { step, as, value }: Deed, on: string): Promise<Done> {
  const body = {
    ...(value === undefined ? {} : { input: value }),
    ...(step.stage === undefined ? {} : { stage: step.stage }),
    ...(step.consent === undefined ? {} : { consent: step.consent }),
  };
  const { problem } = await calls.act(as, on, step.do ?? "", body);
  return problem ? { problem } : {};
}

async function open(calls: HubCalls, { contract }: JourneyRun, { step, as, value }: Deed): Promise<Done> {
  const { value: opened, problem } = await calls.open(as, {
    scenario: contract.id,
    record: value ?? {},
    ...(step.for === undefined ? {} : { subject: step.for }),
    ...(step.options === undefined ? {} : { options: step.options }),
    ...(step.consent === undefined ? {} : { consent: step.consent }),
  });
  if (problem) return { problem };
  if (!("outcomes" in opened)) return { record: opened.id };
  const records = opened.outcomes.flatMap((one): readonly RecordView[] => ("record" in one ? [one.record] : []));
  return { series: opened, record: records.at(-1)?.id };
}

function valueOf({ with: said }: Step, contract: Contract): JsonObject | undefined {
  if (said === undefined) return undefined;
  const example = contract.examples.valid.find((one) => one.title === said.example);
  if (said.example !== undefined && example === undefined)
    throw new Error(`${contract.id} has no valid example "${said.example}".`);
  const value = example?.value ?? said.value ?? {};
  return (said.merge === undefined ? value : mergePatch(value, said.merge)) as JsonObject;
}

/** A text `@name` stands for the id of the record that the journey calls so. */
function withIds(value: Json | undefined, named: ReadonlyMap<string, string>): Json | undefined {
  if (typeof value === "string") return value.startsWith("@") ? (named.get(value.slice(1)) ?? value) : value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => withIds(item, named) ?? null);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withIds(member, named)]));
}

/** The newest record of the scenario that the hub has opened for somebody: by rule, or as a task handed down to her. */
async function openedByRule(calls: HubCalls, person: string, scenario: string): Promise<string | undefined> {
  const { value } = await calls.mine(person, scenario);
  const isFor = ({ subject, opener, assignees, links }: RecordView): boolean =>
    (subject.id === person && opener.id !== person) ||
    (links?.some(({ rel }) => rel === "opened-by") === true && assignees.some(({ id }) => id === person));
  return value?.items.find(isFor)?.id;
}
