import type { StreetView } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";

/**
 * Reads the street for a page head; anybody may.
 * @throws unknown
 */
export async function readStreet(engine: Engine, caller: Caller, input: { readonly street: string }): Promise<StreetView> {
  throw new Error("being written");
}
