import type { MeView } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";

/**
 * Says who the caller is in this street and for whom she may act.
 * @throws unknown (no member of this street)
 */
export async function readMe(engine: Engine, caller: Caller, input: { readonly street: string }): Promise<MeView> {
  throw new Error("being written");
}
