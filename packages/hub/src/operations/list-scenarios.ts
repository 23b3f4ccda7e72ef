import type { ScenarioView } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";

/**
 * Lists the scenarios that this street runs, in its order.
 * @throws unknown
 */
export async function listScenarios(engine: Engine, caller: Caller, input: { readonly street: string; readonly collection?: string; readonly locale?: string }): Promise<{ readonly items: readonly ScenarioView[] }> {
  throw new Error("being written");
}
