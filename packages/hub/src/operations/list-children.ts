import type { JsonObject, Page, PartyView } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";

/** A child row (comment, rating, objection …) as this reader may see it. */
export interface ChildView {
  readonly id: string;
  readonly kind: string;
  readonly input: JsonObject;
  readonly at?: string;
  readonly by?: PartyView;
}

/**
 * Lists the child rows of one kind, oldest first.
 * @throws unknown
 */
export async function listChildren(engine: Engine, caller: Caller, input: { readonly street: string; readonly record: string; readonly kind: string; readonly after?: string; readonly limit?: number }): Promise<Page<ChildView>> {
  throw new Error("being written");
}
