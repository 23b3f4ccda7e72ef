import type { ResourceView } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";

/**
 * Reads one resource.
 * @throws unknown
 */
export async function readResource(engine: Engine, caller: Caller, input: { readonly street: string; readonly id: string }): Promise<ResourceView> {
  throw new Error("being written");
}
