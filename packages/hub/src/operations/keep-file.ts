import type { FileView } from "@linli/contracts";
import type { Answer, Caller, Engine } from "../engine.js";

/** A file that was taken in (type sniffed, metadata stripped). */
export interface FileInput {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * Keeps a file of a member.
 * @throws unknown, key-reused
 */
export async function keepFile(engine: Engine, caller: Caller, input: { readonly street: string; readonly file: FileInput; readonly key?: string }): Promise<Answer<FileView>> {
  throw new Error("being written");
}
