import type { Engine } from "../engine.js";

/** 32 letters and digits that are not taken for each other; a power of two, so that every one is as likely. */
const alphabet = "ABCDEFGHJKMNPQRSTVWXYZ0123456789";
/** Fifty bits at random, thirty bits of signature. */
const random = 10;
const signed = 6;

/** A new code by which a certificate is verified: letters at random, and this hub's signature over them. */
export async function newCode(engine: Pick<Engine, "random" | "secrets">): Promise<string> {
  const name = letters(engine.random(random));
  return name + (await signatureOf(engine, name));
}

/**
 * A code as somebody has typed it, with spaces and dashes; `undefined`: this hub has never given it, as its signature says
 * before anything is looked up.
 */
export async function readCode(engine: Pick<Engine, "secrets">, typed: string): Promise<string | undefined> {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, "");
  if (code.length !== random + signed) return undefined;
  return code.slice(random) === (await signatureOf(engine, code.slice(0, random))) ? code : undefined;
}

async function signatureOf({ secrets }: Pick<Engine, "secrets">, name: string): Promise<string> {
  const text = new TextEncoder();
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", text.encode(secrets.seal), algorithm, false, ["sign"]);
  const bytes = new Uint8Array(await crypto.subtle.sign("HMAC", key, text.encode(`certificate ${name}`)));
  return letters(bytes.slice(0, signed));
}

function letters(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join("");
}
