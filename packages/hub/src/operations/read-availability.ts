import type { AvailabilityView } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";

/**
 * Says in one answer what can be had: opening hours, taken spans, units left.
 * @throws unknown, invalid
 */
export async function readAvailability(engine: Engine, caller: Caller, input: { readonly street: string; readonly scenario: string; readonly from?: string; readonly days?: number }): Promise<AvailabilityView> {
  throw new Error("being written");
}
