import { canonical } from "../engine.js";
import { hex } from "./uuid.js";

/** The hash of what was asked for: the same key with another hash is refused. */
export async function requestHash(request: object): Promise<string> {
  const bytes = new TextEncoder().encode(canonical(request));
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}
