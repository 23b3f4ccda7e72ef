import type { Page, RecordView } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";

/**
 * Lists records, newest first: mine (opener, subject, assignee), or those that the caller's unit answers for.
 * @throws unknown
 */
export async function listRecords(engine: Engine, caller: Caller, input: { readonly street: string; readonly scenario?: string; readonly state?: string; readonly flag?: string; readonly mine?: boolean; readonly handler?: boolean; readonly after?: string; readonly limit?: number }): Promise<Page<RecordView>> {
  throw new Error("being written");
}
