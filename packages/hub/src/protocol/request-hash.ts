import { canonical, type Secrets } from "../engine.js";
import { hex } from "./uuid.js";

const prefixes = new WeakMap<Secrets, Promise<string>>();

/**
 * What was asked for, as it is hashed: the same idempotency key with another hash is refused. It begins with a key of
 * this hub's, so that nobody who sees the data base can guess a telephone number from a hash.
 */
export async function hashedText(secrets: Secrets, request: object): Promise<string> {
  let prefix = prefixes.get(secrets);
  if (prefix === undefined) {
    prefix = sha256(`requests\n${secrets.seal}`);
    prefixes.set(secrets, prefix);
  }
  return `${await prefix}\n${canonical(request)}`;
}

/** The hash of what was asked for. */
export async function requestHash(secrets: Secrets, request: object): Promise<string> {
  return sha256(await hashedText(secrets, request));
}

async function sha256(text: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
}
