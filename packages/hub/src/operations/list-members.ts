import type { Page } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";
import type { MemberView } from "./put-member.js";

/**
 * Lists members; staff only.
 * @throws not-permitted
 */
export async function listMembers(engine: Engine, caller: Caller, input: { readonly street: string; readonly role?: string; readonly after?: string; readonly limit?: number }): Promise<Page<MemberView>> {
  throw new Error("being written");
}
