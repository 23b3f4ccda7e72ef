import { createLocalJWKSet, createRemoteJWKSet, customFetch, decodeJwt, errors, jwtVerify } from "jose";
import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey } from "jose";
import type { Caller } from "./engine.js";

/** Who issues tokens, and what a token of theirs must be. */
export interface Issuer {
  /** The `iss` claim, exactly. */
  readonly issuer: string;
  /** The `aud` claim that stands for this hub. */
  readonly audience: string;
  /** Public keys: a JWK set, or the address of one, which is fetched again when a key is unknown. */
  readonly keys: JSONWebKeySet | URL;
  /** JOSE algorithms that are accepted; absent: ES256, ES384, EdDSA, PS256, RS256. */
  readonly algorithms?: readonly string[];
  /** Who may make streets: subjects, or everybody whose token says `"operator": true`; absent: nobody. */
  readonly operators?: readonly string[] | "claimed";
}

/** A caller, and when the token ends that named her, in milliseconds since 1970. */
export interface TokenCaller extends Caller {
  readonly expires: number;
}

/** What came of reading a token: a caller, or why there is none. */
export type Authentication =
  { readonly caller: TokenCaller } | { readonly refused: "no-token" | "wrong-token" | "busy" };

/** Reads an `Authorization` header. */
export type Authenticate = (authorization: string | null | undefined) => Promise<Authentication>;

const algorithms = ["ES256", "ES384", "EdDSA", "Ed25519", "PS256", "RS256"];
const longest = 8192;
const remembered = 2048;
/** A withdrawn key stops working within this time, even for a token that was seen before. */
const rememberedFor = 5 * 60_000;

/**
 * Makes the reader of bearer tokens: JWTs (RFC 7519) verified against their issuer's keys, with issuer, audience, end
 * and algorithm checked (RFC 8725). What was verified is remembered for a few minutes, at most until the token ends.
 * @param options.fetch Fetches remote key sets.
 * @param options.clock Milliseconds since 1970.
 */
export function createAuthenticate(options: {
  readonly issuers: readonly Issuer[];
  readonly fetch: typeof globalThis.fetch;
  readonly clock: () => number;
}): Authenticate {
  const { fetch, clock } = options;
  const issuers = new Map(
    options.issuers.map((issuer) => [issuer.issuer, { issuer, keyOf: keyFinder(issuer, fetch) }]),
  );
  const known = new Map<string, { readonly caller: TokenCaller; readonly until: number }>();

  return async (authorization) => {
    const token = /^Bearer +(\S+) *$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) return { refused: authorization ? "wrong-token" : "no-token" };
    const seen = known.get(token);
    if (seen && seen.until > clock()) return { caller: seen.caller };
    known.delete(token);
    const read = await verify(token, issuers, clock());
    if ("caller" in read) {
      if (known.size >= remembered) known.delete(known.keys().next().value as string);
      known.set(token, { caller: read.caller, until: Math.min(read.caller.expires, clock() + rememberedFor) });
    }
    return read;
  };
}

type Issuers = ReadonlyMap<string, { readonly issuer: Issuer; readonly keyOf: JWTVerifyGetKey }>;

async function verify(token: string, issuers: Issuers, now: number): Promise<Authentication> {
  try {
    const from = token.length > longest ? undefined : issuers.get(decodeJwt(token).iss ?? "");
    if (from === undefined) return { refused: "wrong-token" };
    const { payload } = await jwtVerify(token, from.keyOf, {
      issuer: from.issuer.issuer,
      audience: from.issuer.audience,
      algorithms: [...(from.issuer.algorithms ?? algorithms)],
      requiredClaims: ["exp", "sub"],
      currentDate: new Date(now),
      clockTolerance: 5,
    });
    const caller = callerOf(payload, from.issuer);
    return caller ? { caller } : { refused: "wrong-token" };
  } catch (error) {
    return { refused: isOurFault(error) ? "busy" : "wrong-token" };
  }
}

function callerOf(payload: JWTPayload, issuer: Issuer): TokenCaller | undefined {
  const id = payload.sub;
  if (typeof id !== "string" || !/^[^\p{C}]{1,128}$/u.test(id)) return undefined;
  const operator =
    issuer.operators === "claimed" ? payload["operator"] === true : (issuer.operators?.includes(id) ?? false);
  return { id, operator, expires: (payload.exp ?? 0) * 1000 };
}

function keyFinder(issuer: Issuer, fetch: typeof globalThis.fetch): JWTVerifyGetKey {
  if (!(issuer.keys instanceof URL)) return createLocalJWKSet(issuer.keys);
  return createRemoteJWKSet(issuer.keys, { [customFetch]: (url, init) => fetch(url, init) });
}

/** The issuer could not be asked: the token may be fine, so the caller may try again. */
function isOurFault(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return (
    error instanceof errors.JWKSTimeout || error.code === "ERR_JOSE_GENERIC" || error instanceof errors.JWKSInvalid
  );
}
