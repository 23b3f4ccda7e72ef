import { ProblemError } from "../engine.js";
import type { Engine, Scenario } from "../engine.js";
import { readRecord } from "../operations/read-record.js";
import { machineIn, streetAtHand } from "../protocol/street-at-hand.js";
import type { Ask } from "./env.js";

/** What was asked of a record: where it lies, and which action of its scenario that is. */
export interface AskedOf {
  readonly street: string;
  readonly record: string;
  readonly action: (scenario: Scenario) => string | undefined;
}

/** A scenario with what this street says of its numbers: its words say them. */
export async function aboutIn(engine: Engine, street: string, scenario: Scenario | undefined) {
  const known = scenario && (await streetAtHand(engine, street).catch(() => undefined));
  return known && scenario ? { ...scenario, machine: machineIn(engine, known, scenario) } : scenario;
}

/** A problem of an act speaks in the words of the record's contract; only now is it worth asking which that is. */
export async function speakOf(c: Ask, engine: Engine, { action, ...where }: AskedOf, error: unknown): Promise<never> {
  if (error instanceof ProblemError && error.code !== "not-found") {
    const record = await readRecord(engine, c.get("caller"), where).catch(() => undefined);
    const scenario = record && engine.scenarios.get(record.scenario);
    const named = scenario && action(scenario);
    const about = await aboutIn(engine, where.street, scenario);
    if (about) c.set("about", { ...about, ...(named === undefined ? {} : { action: named }) });
  }
  throw error;
}
