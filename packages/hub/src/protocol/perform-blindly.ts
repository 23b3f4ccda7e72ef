import { ProblemError, type Answer, type Engine } from "../engine.js";
import { commit, type Changes } from "../store/commit.js";
import type { Ask, Loaded } from "../store/load.js";
import { answerAgain } from "./answer-again.js";
import { asProblem, isChanged } from "./commit-errors.js";
import type { Attempt } from "./perform.js";
import { keepContracts } from "./kept-contracts.js";
import { newPlan, stale, type Plan } from "./plan.js";
import { hashedText } from "./request-hash.js";
import { sealChanges } from "./seal-changes.js";
import { nowIn } from "./street-at-hand.js";

/** How long a resource counts as fought over, in milliseconds. */
const crowdedFor = 5000;

/**
 * Decides on what is at hand and assumes that nobody is in the way: one round trip. The commit says if any of that was not
 * so, and then it is loaded. `undefined`: load.
 */
export async function performBlindly<T>(engine: Engine, attempt: Attempt<T>): Promise<Answer<T> | undefined> {
  const street = engine.cache.streets.get(attempt.street);
  const { key } = attempt;
  if (street === undefined || key === undefined) return undefined;
  const plan = newPlan(engine, engine.database, street, nowIn(engine, street));
  try {
    const answer = await attempt.decide(plan, (ask) => assume(plan, ask));
    plan.expects.street = { revision: street.revision, clock: street.clock };
    const response = JSON.stringify(answer.body);
    const changes: Changes = {
      ...plan.changes,
      key: {
        actor: key.actor,
        key: key.key,
        request: await hashedText(engine.secrets, key.request),
        status: answer.status,
        response,
      },
    };
    await keepContracts(engine, engine.database, changes);
    const done = await commit(engine.database, street.id, await sealChanges(engine, street, changes), plan.expects);
    if ("replay" in done) return await answerAgain(engine, street.id, done.replay, key.request);
    engine.pokes.poke(street.id);
    return { ...answer, replayed: false };
  } catch (error) {
    // Whatever is refused on what is at hand is looked at again on what is so.
    if (error === stale || (error instanceof ProblemError && error.code !== "key-reused")) return undefined;
    if (!isChanged(error)) throw asProblem(error);
    const until = engine.clock() + crowdedFor;
    if (engine.cache.crowded.size > 10_000) engine.cache.crowded.clear();
    for (const { resource } of plan.changes.reserve) engine.cache.crowded.set(`${street.id}/${resource}`, until);
    return undefined;
  }
}

/** What would be loaded if nobody had been in the way since; `stale` is thrown where that can't be assumed. */
async function assume(plan: Plan, ask: Omit<Ask, "key">): Promise<Loaded> {
  const { engine, street } = plan;
  const known = new Set(["people", "resources", "uses", "counters"]);
  if (Object.keys(ask).some((part) => !known.has(part))) throw stale;
  for (const id of ask.people ?? []) {
    const person = engine.cache.people.get(`${street.id}/${id}`);
    if (person === undefined) throw stale;
    plan.people.set(id, person);
    plan.expects.members.push({ id, revision: person.revision });
  }
  for (const id of ask.resources ?? []) {
    const resource = plan.resources.get(id);
    if (resource === undefined || (engine.cache.crowded.get(`${street.id}/${id}`) ?? 0) > engine.clock()) throw stale;
    plan.expects.resources.push({ id, revision: resource.revision });
  }
  const uses = (ask.uses ?? []).map(({ no }) => ({
    no,
    taken: null,
    overlaps: null,
    ahead: 0,
    queue: [0, 0] as const,
  }));
  return { street: { revision: street.revision, clock: street.clock }, uses, counters: {} };
}
