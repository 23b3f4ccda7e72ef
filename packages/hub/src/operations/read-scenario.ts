import type { JsonObject } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";

/**
 * Reads the part of a contract that a screen needs, as this street runs it.
 * @throws unknown
 */
export async function readScenario(engine: Engine, caller: Caller, input: { readonly street: string; readonly scenario: string }): Promise<JsonObject> {
  throw new Error("being written");
}
