import { ProblemError, type Answer, type Engine } from "../engine.js";
import type { Query } from "../database.js";
import { commit, resourcesOf, type Changes } from "../store/commit.js";
import { load, lockResources, type Ask, type Loaded, type Replay } from "../store/load.js";
import type { Street } from "../store/streets.js";
import { keepContracts, learnContracts } from "./kept-contracts.js";
import { newPlan, recordsIn, stale, takeIn, type Plan } from "./plan.js";
import { performBlindly } from "./perform-blindly.js";
import { asProblem, isChanged } from "./commit-errors.js";
import { answerAgain } from "./answer-again.js";
import { hashedText } from "./request-hash.js";
import { sealChanges } from "./seal-changes.js";
import { nowIn, streetAtHand } from "./street-at-hand.js";

/** An act as it is attempted. */
export interface Attempt<T> {
  readonly street: string;
  /** Under which the answer is kept, with what was asked. */
  readonly key?: { readonly actor: string; readonly key: string; readonly request: object } | undefined;
  /** The moment, where it is not the street's now: a clock that came while time was moved. */
  readonly now?: string;
  /** May be tried on what is at hand, without loading. */
  readonly blind?: true;
  /** Loads (by `begin`), decides, and writes into the plan. Gives what is answered. */
  readonly decide: (
    plan: Plan,
    begin: (ask: Omit<Ask, "key">) => Promise<Loaded>,
  ) => Promise<{ readonly status: 200 | 201; readonly body: T }>;
}

/** Attempts without locks, then attempts that lock the resources before they load, so that somebody always gets on. */
const optimistic = 2;
const attempts = 5;
/** How often what was at hand may turn out to be old before that counts as an attempt. */
const refreshes = 6;

class Replayed extends Error {
  readonly replay: Replay;
  constructor(replay: Replay) {
    super("replayed");
    this.replay = replay;
  }
}

/**
 * Carries out one act: load, decide, commit; two round trips where nobody is in the way. The same key with the same
 * request answers what it answered first.
 * @throws what `decide` throws; key-reused, below-floor, busy
 */
export async function perform<T>(engine: Engine, attempt: Attempt<T>): Promise<Answer<T>> {
  if (attempt.blind === true && attempt.key !== undefined) {
    const answer = await performBlindly(engine, attempt);
    if (answer !== undefined) return answer;
  }
  let known: readonly string[] = [];
  let refreshed = 0;
  for (let n = 1; n <= attempts;) {
    const needs = (resources: readonly string[]) => (known = [...new Set([...known, ...resources])].sort());
    try {
      const street = await streetAtHand(engine, attempt.street);
      const held = known;
      const run = (query: Query, locked?: readonly string[]) => once(engine, street, { attempt, query, locked, needs });
      const answer =
        n <= optimistic
          ? await run(engine.database)
          : await engine.database.tx(async (tx) => {
              await lockResources(tx, street.id, held);
              return run(tx, held);
            });
      engine.pokes.poke(street.id);
      return { ...answer, replayed: false };
    } catch (error) {
      if (error instanceof Replayed)
        return answerAgain(engine, attempt.street, error.replay, attempt.key?.request ?? {});
      if (error === stale && refreshed++ < refreshes) continue;
      if (!isChanged(error) && error !== stale) throw asProblem(error);
      n++;
    }
  }
  throw new ProblemError("busy");
}

interface Turn<T> {
  readonly attempt: Attempt<T>;
  readonly query: Query;
  readonly locked: readonly string[] | undefined;
  readonly needs: (resources: readonly string[]) => void;
}

async function once<T>(
  engine: Engine,
  street: Street,
  { attempt, query, locked, needs }: Turn<T>,
): Promise<{ readonly status: 200 | 201; readonly body: T }> {
  const plan = newPlan(engine, query, street, attempt.now ?? nowIn(engine, street));
  const { key } = attempt;
  const answer = await attempt.decide(plan, (ask) =>
    begin(
      plan,
      key === undefined ? ask : { ...ask, key: { actor: key.actor, key: key.key } },
      attempt.now !== undefined,
    ),
  );
  const changes: Changes =
    key === undefined
      ? plan.changes
      : {
          ...plan.changes,
          key: {
            actor: key.actor,
            key: key.key,
            request: await hashedText(engine.secrets, key.request),
            status: answer.status,
            response: JSON.stringify(answer.body),
          },
        };
  if (changes.events.length === 0 && key === undefined) return answer;
  const wanted = resourcesOf(changes, plan.expects).map((resource) => resource.id);
  needs(wanted);
  if (locked !== undefined && wanted.some((id) => !locked.includes(id)))
    throw Object.assign(new Error("more must be locked"), { code: "HB409" });
  await keepContracts(engine, query, changes);
  const done = await commit(query, street.id, await sealChanges(engine, street, changes), plan.expects);
  if ("replay" in done) throw new Replayed(done.replay);
  return answer;
}

async function begin(plan: Plan, ask: Ask, timed: boolean): Promise<Loaded> {
  const { street, engine } = plan;
  const loaded = await load(plan.query, street.id, ask);
  if (loaded === undefined) {
    engine.cache.streets.delete(street.id);
    throw new ProblemError("not-found");
  }
  if ("replay" in loaded) throw new Replayed(loaded.replay);
  if (
    loaded.street.revision !== street.revision ||
    (!timed && street.test && !isSameMoment(loaded.street.clock, street.clock))
  ) {
    engine.cache.streets.delete(street.id);
    throw stale;
  }
  await learnContracts(engine, plan.query, recordsIn(loaded));
  takeIn(plan, loaded, ask.resources ?? []);
  return loaded;
}

function isSameMoment(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && Date.parse(a) === Date.parse(b));
}
