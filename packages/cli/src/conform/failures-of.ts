import { every, sameJson } from "@linli/contracts";
import type { Journey, Json, JsonObject, RecordView } from "@linli/contracts";
import type { HubCalls } from "./hub-calls.js";
import type { FailedExpectation, StepOutcome } from "./run-journey.js";

type Failure = Omit<FailedExpectation, "step">;

/** A record as each of the cast may see it; who may not see it is not in it. */
type Views = ReadonlyMap<string, RecordView>;

/** Says which expectations of a step do not hold. */
export async function failuresOf(
  calls: HubCalls,
  outcome: StepOutcome,
  cast: Journey["cast"],
): Promise<readonly Failure[]> {
  const { step, record, problem, series } = outcome;
  const then = step.then ?? {};
  const failures = [...problemFailures(outcome)];
  if (then.outcomes !== undefined) {
    const got =
      series?.outcomes.map((one) => ("record" in one ? one.record.state : one.problem.code)) ??
      (problem ? [problem.code] : []);
    if (!sameJson(got, then.outcomes)) failures.push({ expected: `outcomes ${then.outcomes.join(", ")}`, got });
  }
  if (record === undefined) {
    if (then.openedFor !== undefined)
      failures.push({ expected: `a record opened for ${then.openedFor}`, got: undefined });
    return failures;
  }
  const people = Object.keys(cast);
  const views = await viewsOf(calls, record, step.as === undefined ? people : [step.as, ...people]);
  if (views.size === 0) return [...failures, { expected: "somebody may read the record", got: undefined }];
  return [
    ...failures,
    ...stateFailures(outcome, views),
    ...dataFailures(then, views),
    ...sightFailures(then, views),
    ...aroundFailures(outcome, views),
    ...(await toldFailures(calls, outcome)),
    ...(await balanceFailures(calls, then.balances ?? {}, cast)),
  ];
}

type Then = NonNullable<StepOutcome["step"]["then"]>;

function problemFailures({ step, problem }: StepOutcome): readonly Failure[] {
  const expected = step.then?.problem;
  if (problem?.code !== expected) {
    return [
      {
        expected: expected === undefined ? "no problem" : `problem ${expected}`,
        got: (problem as Json | undefined) ?? null,
      },
    ];
  }
  const pointer = step.then?.at;
  const pointers = problem?.errors?.map((error) => error.pointer) ?? [];
  return pointer === undefined || pointers.includes(pointer)
    ? []
    : [{ expected: `a fault at ${pointer}`, got: pointers }];
}

async function viewsOf(calls: HubCalls, record: string, people: readonly string[]): Promise<Views> {
  const views = new Map<string, RecordView>();
  for (const person of new Set(people)) {
    const { value } = await calls.read(person, record);
    if (value) views.set(person, value);
  }
  return views;
}

/** What the first who sees it sees. */
function seen<T>(views: Views, look: (view: RecordView) => T | undefined): T | undefined {
  for (const view of views.values()) {
    const found = look(view);
    if (found !== undefined) return found;
  }
  return undefined;
}

function stateFailures({ step }: StepOutcome, views: Views): readonly Failure[] {
  const then = step.then ?? {};
  const view = [...views.values()][0] as RecordView;
  const failures: Failure[] = [];
  if (then.state !== undefined && view.state !== then.state)
    failures.push({ expected: `state ${then.state}`, got: view.state });
  if (then.flag !== undefined && !view.flags.includes(then.flag))
    failures.push({ expected: `flag ${then.flag}`, got: view.flags });
  if (then.noFlag !== undefined && view.flags.includes(then.noFlag))
    failures.push({ expected: `no flag ${then.noFlag}`, got: view.flags });
  const actions = [...((step.as === undefined ? view : views.get(step.as))?.actions ?? [])].sort();
  if (then.actions !== undefined && !sameJson(actions, [...then.actions].sort())) {
    failures.push({ expected: `actions ${[...then.actions].sort().join(", ")}`, got: actions });
  }
  return failures;
}

function dataFailures(then: Then, views: Views): readonly Failure[] {
  const differ = (what: "record" | "derived", wanted: JsonObject | undefined): readonly Failure[] =>
    Object.entries(wanted ?? {}).flatMap(([name, value]) => {
      const got = seen(views, (view) => view[what][name]);
      return isWithin(value ?? null, got) ? [] : [{ expected: `${what}.${name} = ${JSON.stringify(value)}`, got }];
    });
  return [...differ("record", then.record), ...differ("derived", then.derived)];
}

/** Whether all that is expected is there; objects may hold more. */
function isWithin(expected: Json, there: unknown): boolean {
  if (typeof expected !== "object" || expected === null || Array.isArray(expected))
    return sameJson(expected, there ?? null);
  if (typeof there !== "object" || there === null) return false;
  return Object.entries(expected).every(([name, value]) =>
    isWithin((value as Json | undefined) ?? null, (there as JsonObject)[name]),
  );
}

/** Whether a view shows what an action or a stage took in last, or a field of it. */
function seesSaid(view: RecordView | undefined, pointer: string): boolean {
  const [of, name, field] = pointer.split("/");
  const last = (view?.events ?? []).filter((event) => (of === "stages" ? event.stage : event.action) === name).at(-1);
  return last?.input !== undefined && (field === undefined || field in last.input);
}

function sightFailures(then: Then, views: Views): readonly Failure[] {
  const sees = (person: string, pointer: string): boolean => {
    const view = views.get(person);
    if (/^(?:inputs|stages)\//.test(pointer)) return seesSaid(view, pointer);
    return (pointer.startsWith("/") ? every(view?.record, pointer) : every(view, `/${pointer}`)).length > 0;
  };
  const pairs = (said: Then["sees"]): readonly (readonly [string, string])[] =>
    Object.entries(said ?? {}).flatMap(([person, pointers]) => pointers.map((pointer) => [person, pointer] as const));
  return [
    ...pairs(then.sees)
      .filter(([person, pointer]) => !sees(person, pointer))
      .map(([person, pointer]) => ({ expected: `${person} sees ${pointer}`, got: views.get(person)?.record })),
    ...pairs(then.hides)
      .filter(([person, pointer]) => sees(person, pointer) || ![...views.keys()].some((other) => sees(other, pointer)))
      .map(([person, pointer]) => ({
        expected: `${pointer} is there, and hidden from ${person}`,
        got: views.get(person)?.record,
      })),
  ];
}

/** Records that were opened because of a record, by id, with their scenario: as far as any of these people can tell. */
export async function followUps(
  calls: HubCalls,
  record: string,
  people: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return followUpsIn(await viewsOf(calls, record, people));
}

function followUpsIn(views: Views): ReadonlyMap<string, string> {
  const links = [...views.values()].flatMap((view) => view.links ?? []).filter((link) => link.rel === "opened");
  return new Map(links.map((link) => [link.record, link.scenario]));
}

function aroundFailures({ step, followedBefore }: StepOutcome, views: Views): readonly Failure[] {
  const then = step.then ?? {};
  const failures: Failure[] = [];
  if (then.followed !== undefined) {
    const opened = [...followUpsIn(views)]
      .filter(([record]) => !followedBefore.has(record))
      .map(([, scenario]) => scenario);
    if (!opened.includes(then.followed)) failures.push({ expected: `followed by ${then.followed}`, got: opened });
  }
  for (const [kind, ids] of Object.entries(then.nearest ?? {})) {
    const got = seen(views, (view) => view.nearest?.filter((use) => use.kind === kind).map((use) => use.id));
    if (!sameJson(got, ids)) failures.push({ expected: `nearest ${kind}: ${ids.join(", ")}`, got });
  }
  for (const [kind, count] of Object.entries(then.children ?? {})) {
    const got = seen(views, (view) => view.children[kind]) ?? 0;
    if (got !== count) failures.push({ expected: `${count} ${kind}`, got });
  }
  return failures;
}

/** Who was told finds something new about the record among her own events. */
async function toldFailures(calls: HubCalls, { step, record, toldBefore }: StepOutcome): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  for (const person of step.then?.told ?? []) {
    const known = new Set(toldBefore.get(person)?.map((event) => event.id));
    const fresh = (await calls.events(person)).filter((event) => event.record === record && !known.has(event.id));
    if (fresh.length === 0) failures.push({ expected: `${person} was told`, got: null });
  }
  return failures;
}

/** What people and their households have, as their own statements say. */
async function balanceFailures(
  calls: HubCalls,
  wanted: NonNullable<Then["balances"]>,
  cast: Journey["cast"],
): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  for (const [person, units] of Object.entries(wanted)) {
    const owners: readonly unknown[] = [person, cast[person]?.household];
    for (const [unit, balance] of Object.entries(units)) {
      const { value } = await calls.statements(person, unit);
      const got = value?.items.filter(({ owner }) => owners.includes(owner)).reduce((sum, one) => sum + one.balance, 0);
      if (got !== balance) failures.push({ expected: `${person} has ${String(balance)} ${unit}`, got });
    }
  }
  return failures;
}
