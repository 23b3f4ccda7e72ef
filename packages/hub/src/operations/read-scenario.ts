import { runPartOf, type JsonObject } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";
import { machineIn, scenarioIn, streetToRead } from "../protocol/street-at-hand.js";

/**
 * Reads the part of a contract that a screen needs, as this street runs it: with its own settings and, where a profile
 * says something of its fields, labels or further fields, that as `profile`.
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
  const { fields, ext, labels } = street.profile?.scenarios?.[input.scenario] ?? {};
  const profile = {
    ...(fields === undefined ? {} : { fields }),
    ...(ext === undefined ? {} : { ext }),
    ...(labels === undefined ? {} : { labels }),
  };
  return {
    ...part,
    settings: Object.fromEntries(Object.keys(part.settings).map((name) => [name, settings[name]])),
    ...(part.parameters === undefined ? {} : { parameters }),
    ...(Object.keys(profile).length === 0 ? {} : { profile }),
  } as unknown as JsonObject;
}
