import { ProblemError, type Caller, type Engine } from "../engine.js";
import { freshStreet, nowIn } from "../protocol/street-at-hand.js";
import { inStreet } from "../store/in-street.js";
import { readPeople } from "../store/members.js";
import { moveStreetClock } from "../store/streets.js";
import { runDue } from "./tick.js";

/**
 * Moves the clock of a street made for tests forward, and runs what falls due, each at its own moment and in order.
 * Operators and street officials may.
 * @throws not-found, not-permitted, clock-not-movable, invalid (a moment before the clock's)
 */
export async function moveClock(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly now: string },
): Promise<{ readonly now: string; readonly fired: number }> {
  const street = await freshStreet(engine, input.street);
  const person = (await inStreet(engine.database, street.id, (query) => readPeople(query, street.id, [caller.id])))[
    caller.id
  ];
  const isOfficial = person?.roles.some(({ role }) => role === "street-official") === true;
  if (caller.operator !== true && !isOfficial) throw new ProblemError("not-permitted");
  if (!street.test) throw new ProblemError("clock-not-movable");
  const to = Date.parse(input.now);
  if (Number.isNaN(to))
    throw new ProblemError("invalid", { faults: [{ at: "/now", keyword: "format", limit: "date-time" }] });
  if (to < Date.parse(nowIn(engine, street)))
    throw new ProblemError("invalid", { faults: [{ at: "/now", keyword: "minimum", limit: nowIn(engine, street) }] });
  const fired = await runDue(engine, street, input.now);
  await inStreet(engine.database, street.id, (query) => moveStreetClock(query, street.id, input.now));
  const moved = await freshStreet(engine, street.id);
  engine.pokes.poke(street.id);
  return { now: nowIn(engine, moved), fired };
}
