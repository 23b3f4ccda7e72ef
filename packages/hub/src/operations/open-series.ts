import type { OpenRequest, RecordView } from "@linli/contracts";
import { ProblemError, type Answer, type Caller, type Engine } from "../engine.js";
import { occurrences, type Occurrence } from "../protocol/occurrences.js";
import { openFor } from "../protocol/open-for.js";
import { perform, type Attempt } from "../protocol/perform.js";
import { loadInto } from "../protocol/plan.js";
import { requestHash } from "../protocol/request-hash.js";
import { refuseOutside } from "../protocol/scope.js";
import { machineIn, nowIn, scenarioIn, streetToRead } from "../protocol/street-at-hand.js";
import { findAnswer, keepAnswer } from "../store/files.js";
import { inStreet } from "../store/in-street.js";
import { openRecord } from "./open-record.js";

/** What became of each date of a series; the route turns errors into problem documents. */
export interface SeriesOutcome {
  readonly outcomes: readonly ({ readonly start: string } & (
    { readonly record: RecordView } | { readonly error: ProblemError }
  ))[];
}

type Outcome = SeriesOutcome["outcomes"][number];

/**
 * Opens a record for every date of `options.series` (RFC 5545), each a record of its own with an outcome of its own. A date
 * that is taken is skipped, joins the waitlist (`onConflict: "waitlist"`), or makes the whole series be refused (`"fail"`:
 * then nothing stays opened).
 * @throws invalid (the rule, or more dates than the contract takes), key-reused, and with `"fail"` the first problem
 */
export async function openSeries(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly request: OpenRequest; readonly key?: string },
): Promise<Answer<SeriesOutcome>> {
  refuseOutside(caller, input.request.scenario);
  const street = await streetToRead(engine, input.street);
  const machine = machineIn(engine, street, scenarioIn(engine, street, input.request.scenario));
  const { request } = input;
  const optionFaults = (machine.validators?.options(request.options ?? {}) ?? []).map((fault) => ({
    ...fault,
    at: `/options${fault.at}`,
  }));
  const recordFaults = machine.validators?.record(request.record) ?? [];
  if (optionFaults.length + recordFaults.length > 0)
    throw new ProblemError("invalid", { faults: [...recordFaults, ...optionFaults] });
  const key =
    input.key ?? `series-${await requestHash(engine.secrets, { at: engine.clock(), random: [...engine.random(16)] })}`;
  const hash = await requestHash(engine.secrets, { do: "series", request });
  const before = await inStreet(engine.database, street.id, (query) =>
    findAnswer(query, street.id, { actor: caller.id, key }),
  );
  if (before !== undefined) {
    if (before.hash !== hash) throw new ProblemError("key-reused");
    return { status: 200, body: revived(before.response), replayed: true };
  }
  const asked = { street: street.id, caller, requests: occurrences(machine, street, request, nowIn(engine, street)) };
  const body = {
    outcomes:
      request.options?.["onConflict"] === "fail"
        ? await openAll(engine, asked, { actor: caller.id, key, request: { do: "series", request } })
        : await openEach(engine, asked, key),
  };
  const at = nowIn(engine, street);
  await inStreet(engine.database, street.id, (query) =>
    keepAnswer(query, street.id, { actor: caller.id, key, hash, status: 200, response: dried(body), at }),
  );
  return { status: 200, body, replayed: false };
}

interface Asked {
  readonly street: string;
  readonly caller: Caller;
  readonly requests: readonly Occurrence[];
}

/** All dates in one commit, or none. */
async function openAll(
  engine: Engine,
  { street, caller, requests }: Asked,
  key: Attempt<unknown>["key"],
): Promise<readonly Outcome[]> {
  const answer = await perform<readonly Outcome[]>(engine, {
    street,
    key,
    decide: async (plan, begin) => {
      const outcomes: Outcome[] = [];
      for (const { start, request } of requests) {
        const load = outcomes.length === 0 ? begin : (ask: Parameters<typeof begin>[0]) => loadInto(plan, ask);
        outcomes.push({ start, record: (await openFor(plan, load, { caller, request })).body });
      }
      return { status: 201, body: outcomes };
    },
  });
  return answer.body;
}

/** Each date by itself. */
async function openEach(engine: Engine, { street, caller, requests }: Asked, key: string): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [i, { start, request }] of requests.entries())
    outcomes.push(await openOne(engine, caller, { street, request, key: `${key}#${i}` }, start));
  const [first] = outcomes;
  const nothing = outcomes.every((outcome) => "error" in outcome);
  if (nothing && first !== undefined && "error" in first && !isOfDate(first.error.code)) throw first.error;
  return outcomes;
}

/** Problems that another date need not have. */
function isOfDate(code: string): boolean {
  return ![
    "invalid",
    "not-permitted",
    "not-eligible",
    "consent-missing",
    "unknown-resource",
    "unknown-actor",
    "not-found",
  ].includes(code);
}

async function openOne(
  engine: Engine,
  caller: Caller,
  input: Parameters<typeof openRecord>[2],
  start: string,
): Promise<Outcome> {
  try {
    return { start, record: (await openRecord(engine, caller, input)).body };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code === "busy") throw error;
    return { start, error };
  }
}

interface Dried {
  readonly start: string;
  readonly record?: RecordView;
  readonly error?: Pick<ProblemError, "code" | "at" | "faults" | "actions" | "detail">;
}

function dried({ outcomes }: SeriesOutcome): string {
  return JSON.stringify(
    outcomes.map((outcome): Dried => {
      if ("record" in outcome) return outcome;
      const { code, at: pointer, faults, actions, detail } = outcome.error;
      return { start: outcome.start, error: { code, at: pointer, faults, actions, detail } };
    }),
  );
}

function revived(text: string): SeriesOutcome {
  return {
    outcomes: (JSON.parse(text) as readonly Dried[]).map(({ start, record, error }): Outcome => {
      if (record !== undefined) return { start, record };
      return { start, error: new ProblemError(error?.code ?? "internal", error ?? {}) };
    }),
  };
}
