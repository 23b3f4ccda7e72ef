import type { Page, ResourceView } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";

/**
 * Lists resources: by kind, nearest first, open now, parts of another.
 * @throws unknown
 */
export async function listResources(engine: Engine, caller: Caller, input: { readonly street: string; readonly kind?: string; readonly near?: { readonly lat: number; readonly lon: number }; readonly open?: boolean; readonly parent?: string; readonly after?: string; readonly limit?: number }): Promise<Page<ResourceView>> {
  throw new Error("being written");
}
