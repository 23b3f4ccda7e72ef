import type { EventView } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";

/** Events in order; `last`: where to go on, also past those that this reader may not see; `more`: there are more now. */
export interface EventsPage {
  readonly items: readonly EventView[];
  readonly last: number;
  readonly more: boolean;
}

/**
 * Reads events after a number, in order and without gaps, as far as this reader may see them.
 * @throws unknown
 */
export async function readEvents(engine: Engine, caller: Caller, input: { readonly street: string; readonly after?: number; readonly limit?: number; readonly mine?: boolean; readonly record?: string }): Promise<EventsPage> {
  throw new Error("being written");
}
