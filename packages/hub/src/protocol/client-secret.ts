import type { Engine } from "../engine.js";
import { hex } from "./uuid.js";

/** A new secret: 256 bits at random, so that nobody guesses it and a plain hash of it is enough. */
export function newSecret(engine: Pick<Engine, "random">): string {
  return btoa(String.fromCharCode(...engine.random(32)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** SHA-256 of a secret, hexadecimal. */
export async function hashOfSecret(secret: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret))));
}

/** Whether a secret is the one of a hash. Hashes are compared, so time says nothing of the secret. */
export async function isSecret(secret: string, hash: string): Promise<boolean> {
  return (await hashOfSecret(secret)) === hash;
}
