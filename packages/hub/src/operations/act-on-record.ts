import type { JsonObject, RecordView } from "@linli/contracts";
import type { Answer, Caller, Engine } from "../engine.js";

/**
 * Takes an action of the record's pattern.
 * @throws unknown, not-allowed-now, not-permitted, invalid, stale-revision, key-reused, already-given, checks of pattern and contract, busy
 */
export async function actOnRecord(engine: Engine, caller: Caller, input: { readonly street: string; readonly record: string; readonly action: string; readonly input?: JsonObject; readonly stage?: string; readonly ifMatch?: number; readonly key?: string }): Promise<Answer<RecordView>> {
  throw new Error("being written");
}
