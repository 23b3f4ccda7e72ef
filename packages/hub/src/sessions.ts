import { SignJWT } from "jose";
import type { SecretIssuer } from "./authenticate.js";
import type { Secrets } from "./engine.js";

const issuer = "https://linli.dev/sessions";
const audience = "linli-hub-session";

/** What a session token says. */
export interface SessionClaims {
  readonly street: string;
  /** The member's id in that street. */
  readonly person: string;
  /** Scenarios for which it holds, and no others. */
  readonly scenarios: readonly string[];
  /** The host that vouched for the person. */
  readonly host: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
}

/** The hub as the issuer of its own session tokens: signed with a key that is made from its seal and never leaves it. */
export async function sessionIssuer(secrets: Secrets): Promise<SecretIssuer> {
  return { issuer, audience, keys: await keyOf(secrets), algorithms: ["HS256"], streets: "claimed", scoped: true };
}

/** Signs a token for one person, in one street, for some scenarios, until a moment. */
export async function signSession(secrets: Secrets, claims: SessionClaims): Promise<string> {
  const { street, person, scenarios, host, from, until } = claims;
  return new SignJWT({ members: { [street]: person }, scenarios, azp: host })
    .setProtectedHeader({ alg: "HS256", typ: "at+jwt" })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(person)
    .setIssuedAt(Math.floor(from / 1000))
    .setExpirationTime(Math.floor(until / 1000))
    .sign(await keyOf(secrets));
}

/** A key for this one use (HKDF, RFC 5869). */
async function keyOf({ seal }: Secrets): Promise<Uint8Array> {
  const text = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", text.encode(seal), "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: text.encode("linli session tokens") };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
}
