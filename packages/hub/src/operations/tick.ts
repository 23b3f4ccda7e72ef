import { localInstant } from "@linli/contracts";
import { ProblemError, type Engine } from "../engine.js";
import { fireClock } from "../protocol/firing.js";
import { streetToRead } from "../protocol/street-at-hand.js";
import {
  claimDueClocks,
  dueRules,
  forgetWakes,
  nextDueClock,
  realStreets,
  streetsDue,
  tidy,
  type DueClock,
} from "../store/clocks.js";
import { inStreet } from "../store/in-street.js";
import type { Street } from "../store/streets.js";
import { forgetReadings } from "../store/readings.js";
import { noteByRules, openByRule } from "./open-by-rule.js";
import { noteNightWork, runJobs } from "./run-jobs.js";
import { sendMessages } from "./send-messages.js";
import { sendSettlements } from "./send-settlements.js";

/** How many clocks one tick claims at once in a street. */
const batch = 50;
/** How long a claim lasts: longer than any act may take. */
const claimFor = 60_000;
/** How long answers to idempotency keys are kept. */
const keepAnswersFor = 7 * 86_400_000;

/**
 * Runs what is due in all streets but those made for tests: clocks, reminders, rules that open records. Several hubs may
 * tick at the same time; nothing happens twice.
 * @param now Milliseconds since 1970; absent: the hub's clock.
 * @returns How many clocks fired and records were opened.
 */
export async function tick(engine: Engine, now: number = engine.clock()): Promise<number> {
  const moment = new Date(now).toISOString();
  let fired = 0;
  const due = await streetsDue(engine.database, moment);
  for (const id of engine.cache.looked.first ? await realStreets(engine.database) : due) {
    const street = await streetToRead(engine, id).catch(() => undefined);
    if (street === undefined || street.test) continue;
    await inStreet(engine.database, id, (query) => noteByRules(query, engine, street, moment));
    await noteNightWork(engine, street, moment);
    fired += await runNow(engine, street, now);
    await inStreet(engine.database, id, async (query) => {
      await forgetWakes(query, id, new Date(now - 2 * claimFor).toISOString());
      await tidy(query, id, new Date(now - keepAnswersFor).toISOString());
      await forgetReadings(query, id, moment);
    });
  }
  // A hub that starts may bring rules that the last one did not have: once, it looks into every street.
  engine.cache.looked.first = false;
  return fired;
}

async function runNow(engine: Engine, street: Street, now: number): Promise<number> {
  const at = localInstant(now, street.zone);
  let fired = 0;
  for (;;) {
    const clocks = await inStreet(engine.database, street.id, (query) =>
      claimDueClocks(query, street.id, {
        now: at,
        claimed: at,
        until: new Date(now + claimFor).toISOString(),
        limit: batch,
      }),
    );
    for (const clock of clocks) fired += (await fireQuietly(engine, street, clock, at)) ? 1 : 0;
    if (clocks.length < batch) break;
  }
  for (const rule of await inStreet(engine.database, street.id, (query) => dueRules(query, street.id, at)))
    fired += await openByRule(engine, street, rule, at);
  await runJobs(engine, street, at);
  await sendMessages(engine, street, at);
  return fired + (await sendSettlements(engine, street, at));
}

/** One clock that can't be fired now (others are busy with its record) must not keep the others waiting; it stays due. */
async function fireQuietly(engine: Engine, street: Street, clock: DueClock, at: string): Promise<boolean> {
  try {
    return await fireClock(engine, street, clock, at);
  } catch (error) {
    if (error instanceof ProblemError && error.code === "busy") return false;
    throw error;
  }
}

/**
 * Runs what falls due in one street made for tests up to a moment, each thing at its own moment and in order: what it sets in
 * motion may fall due before the end as well.
 */
export async function runDue(engine: Engine, street: Street, to: string): Promise<number> {
  let fired = 0;
  const begun = Date.parse(street.clock ?? to);
  await inStreet(engine.database, street.id, (query) => noteByRules(query, engine, street, street.clock ?? to));
  await noteNightWork(engine, street, to);
  for (let guard = 0; guard < 100_000; guard++) {
    const { clock, rule } = await inStreet(engine.database, street.id, async (query) => ({
      clock: await nextDueClock(query, street.id, to),
      rule: (await dueRules(query, street.id, to))[0],
    }));
    if (clock === undefined && rule === undefined) {
      await runJobs(engine, street, to);
      await sendMessages(engine, street, to);
      return fired + (await sendSettlements(engine, street, to));
    }
    // What should have come before now comes now.
    const at = (moment: string) => localInstant(Math.max(Date.parse(moment), begun), street.zone);
    const ruleFirst = rule !== undefined && (clock === undefined || Date.parse(rule.next) < Date.parse(clock.due));
    if (ruleFirst) fired += await openByRule(engine, street, rule, at(rule.next));
    else if (clock !== undefined && (await fireClock(engine, street, clock, at(clock.due)))) fired++;
  }
  throw new Error(`The clocks of ${street.id} go round and round.`);
}
