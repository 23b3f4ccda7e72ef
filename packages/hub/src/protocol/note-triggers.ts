import type { Engine } from "../engine.js";
import { noteRules, noteWake } from "../store/clocks.js";
import { inStreet } from "../store/in-street.js";
import type { Street } from "../store/streets.js";
import { scenariosIn } from "./street-at-hand.js";
import { triggersOf } from "./triggers.js";

/** Notes that things of a kind have begun to measure: from now on the triggers on what they measure are looked through. */
export async function noteTriggers(engine: Engine, street: Street, kind: string, now: string): Promise<void> {
  const triggers = scenariosIn(engine, street)
    .flatMap((scenario) => triggersOf(engine, street, scenario))
    .filter((trigger) => trigger.kind === kind);
  if (triggers.length === 0) return;
  const rules = triggers.map(({ id, scenario }) => ({ scenario: scenario.contract.id, rule: id }));
  await inStreet(engine.database, street.id, async (query) => {
    if (await noteRules(query, street.id, rules, now)) await noteWake(query, street.id, now);
  });
}
