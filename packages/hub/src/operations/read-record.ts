import type { RecordView } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";

/**
 * Reads one record with its events, as this reader may see it.
 * @throws unknown
 */
export async function readRecord(engine: Engine, caller: Caller, input: { readonly street: string; readonly record: string }): Promise<RecordView> {
  throw new Error("being written");
}
