import type { ResourceView } from "@linli/contracts";
import type { Answer, Caller, Engine } from "../engine.js";

/**
 * Changes a resource; staff only.
 * @throws not-permitted, invalid, unknown, stale-revision
 */
export async function changeResource(engine: Engine, caller: Caller, input: { readonly street: string; readonly id: string; readonly resource: Omit<import("./create-resource.js").ResourceInput, "id" | "kind">; readonly ifMatch?: number; readonly key?: string }): Promise<Answer<ResourceView>> {
  throw new Error("being written");
}
