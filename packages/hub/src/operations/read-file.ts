import type { FileView } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";

/**
 * Reads a file: whoever kept it, staff, and who may see the record that names it.
 * @throws unknown
 */
export async function readFile(engine: Engine, caller: Caller, input: { readonly street: string; readonly id: string }): Promise<{ readonly file: FileView; readonly bytes: Uint8Array }> {
  throw new Error("being written");
}
