import { runPartOf, type JsonObject } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";
import { machineIn, ownSay, scenarioIn, streetToRead } from "../protocol/street-at-hand.js";

/**
 * Reads the part of a contract that a screen needs, as this street runs it: with its own settings, and what the street's
 * profile says of the scenario as `profile`.
 * @throws not-found
 */
export async function readScenario(
  engine: Engine,
  _caller: Caller,
  input: { readonly street: string; readonly scenario: string },
): Promise<JsonObject> {
  const street = await streetToRead(engine, input.street);
  const scenario = scenarioIn(engine, street, input.scenario);
  const part = runPartOf(scenario.contract, scenario.pattern, engine.bundle.common);
  const { settings, parameters } = machineIn(engine, street, scenario);
  const profile = ownSay(street, input.scenario);
  return {
    ...part,
    settings: Object.fromEntries(Object.keys(part.settings).map((name) => [name, settings[name]])),
    ...(part.parameters === undefined ? {} : { parameters }),
    ...(profile === undefined ? {} : { profile }),
  } as unknown as JsonObject;
}
