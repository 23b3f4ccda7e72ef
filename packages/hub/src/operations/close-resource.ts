import type { ResourceView } from "@linli/contracts";
import type { Answer, Caller, Engine } from "../engine.js";

/**
 * Closes a resource: nothing new can be opened on it; what is booked stays.
 * @throws not-permitted, unknown, stale-revision
 */
export async function closeResource(engine: Engine, caller: Caller, input: { readonly street: string; readonly id: string; readonly ifMatch?: number; readonly key?: string }): Promise<Answer<ResourceView>> {
  throw new Error("being written");
}
