import type { StreetKeys } from "./keyring.js";
import { toBase64 } from "./base64.js";

/** A text as others of the same street can be found equal to it, and that says nothing of it without the street's key. */
export async function keyedHash({ hash }: StreetKeys, text: string): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.sign("HMAC", hash, new TextEncoder().encode(text))));
}
