import type { OpenRequest, RecordView } from "@linli/contracts";
import type { Answer, Caller, Engine } from "../engine.js";

/**
 * Opens a record: validates, asks who may, takes what it uses, or joins the waitlist.
 * @throws invalid, consent-missing, not-permitted, not-eligible, period-taken, full, limit-reached, key-reused, checks of pattern and contract, busy
 */
export async function openRecord(engine: Engine, caller: Caller, input: { readonly street: string; readonly request: OpenRequest; readonly key?: string }): Promise<Answer<RecordView>> {
  throw new Error("being written");
}
