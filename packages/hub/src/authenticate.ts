import { createRemoteJWKSet, customFetch, decodeJwt, errors, jwtVerify } from "jose";
import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey, JWTVerifyResult } from "jose";
import type { Caller } from "./engine.js";
import { keysGiven } from "./keys-given.js";

/** Who issues tokens, and what a token of theirs must be. */
export interface Issuer {
  /** The `iss` claim, exactly. */
  readonly issuer: string;
  /** The `aud` claim that stands for this hub. */
  readonly audience: string;
  /** Public keys: a JWK set, what gives one, or the address of one, which is fetched again when a key is unknown. */
  readonly keys: JSONWebKeySet | URL | (() => Promise<JSONWebKeySet>);
  /** JOSE algorithms that are accepted; absent: ES256, ES384, EdDSA, PS256, RS256. */
  readonly algorithms?: readonly string[];
  /** Who may make streets: subjects, or everybody whose token says `"operator": true`; absent: nobody. */
  readonly operators?: readonly string[] | "claimed";
  /**
   * In which streets its tokens hold: those named, where the subject is the member's id; or `claimed`: those of the token's
   * claim `members`, which says by street who the subject is there. Absent: in all.
   */
  readonly streets?: readonly string[] | "claimed";
}

/** A caller, and when the token ends that named her, in milliseconds since 1970. */
export interface TokenCaller extends Caller {
  readonly expires: number;
  /** Who she is in each street where the token holds; absent: the same everywhere. */
  readonly members?: { readonly [street: string]: string };
}

/** What came of reading a token: a caller, or why there is none. */
export type Authentication =
  { readonly caller: TokenCaller } | { readonly refused: "no-token" | "wrong-token" | "busy" };

/** Reads an `Authorization` header. */
export type Authenticate = (authorization: string | null | undefined) => Promise<Authentication>;

const algorithms = ["ES256", "ES384", "EdDSA", "Ed25519", "PS256", "RS256"];
const longest = 8192;
const remembered = 8192;
/** How often it is asked whether the key of a remembered token still holds, in milliseconds. */
const keyAskedEvery = 5 * 60_000;

interface Known {
  readonly caller: TokenCaller;
  readonly keyHolds: () => Promise<boolean>;
  /** When its key is asked for again. */
  readonly again: number;
}

/**
 * Makes the reader of bearer tokens: JWTs (RFC 7519) verified against their issuer's keys, with issuer, audience, end
 * and algorithm checked (RFC 8725). What was verified is remembered until the token ends, or its issuer no longer names
 * the key: that is asked every few minutes, and costs no verification.
 * @param options.fetch Fetches remote key sets.
 * @param options.clock Milliseconds since 1970.
 */
export function createAuthenticate(options: {
  readonly issuers: readonly (Issuer | SecretIssuer)[];
  readonly fetch: typeof globalThis.fetch;
  readonly clock: () => number;
}): Authenticate {
  const { fetch, clock } = options;
  const issuers = new Map(
    options.issuers.map((issuer) => [issuer.issuer, { issuer, keyOf: keyFinder(issuer, fetch, clock) }]),
  );
  const known = new Map<string, Known>();

  return async (authorization) => {
    const token = /^Bearer +(\S+) *$/i.exec(authorization ?? "")?.[1];
    if (token === undefined) return { refused: authorization ? "wrong-token" : "no-token" };
    const seen = known.get(token);
    if (seen && seen.caller.expires > clock()) {
      if (seen.again > clock()) return { caller: seen.caller };
      if (await seen.keyHolds()) {
        known.set(token, { ...seen, again: clock() + keyAskedEvery });
        return { caller: seen.caller };
      }
    }
    known.delete(token);
    const read = await verify(token, issuers, clock());
    if ("refused" in read) return read;
    if (known.size >= remembered) known.delete(known.keys().next().value as string);
    known.set(token, { ...read, again: clock() + keyAskedEvery });
    return { caller: read.caller };
  };
}

type Issuers = ReadonlyMap<
  string,
  { readonly issuer: Issuer | SecretIssuer; readonly keyOf: JWTVerifyGetKey | Uint8Array }
>;

async function verify(
  token: string,
  issuers: Issuers,
  now: number,
): Promise<Omit<Known, "again"> | { readonly refused: "wrong-token" | "busy" }> {
  try {
    const from = token.length > longest ? undefined : issuers.get(decodeJwt(token).iss ?? "");
    if (from === undefined) return { refused: "wrong-token" };
    const { issuer, keyOf } = from;
    const rules = {
      issuer: issuer.issuer,
      audience: issuer.audience,
      algorithms: [...(issuer.algorithms ?? algorithms)],
      requiredClaims: ["exp", "sub"],
      currentDate: new Date(now),
      clockTolerance: 5,
    };
    // Two calls: the library tells a key from what finds one by the type alone.
    const read: JWTVerifyResult =
      keyOf instanceof Uint8Array ? await jwtVerify(token, keyOf, rules) : await jwtVerify(token, keyOf, rules);
    const caller = callerOf(read.payload, issuer);
    if (caller === undefined) return { refused: "wrong-token" };
    return { caller, keyHolds: () => stillFinds(keyOf, read, token) };
  } catch (error) {
    return { refused: isOurFault(error) ? "busy" : "wrong-token" };
  }
}

/** Whether an issuer still names the key of a token. One that can't be asked now has withdrawn nothing. */
async function stillFinds(
  keyOf: JWTVerifyGetKey | Uint8Array,
  { protectedHeader }: JWTVerifyResult,
  token: string,
): Promise<boolean> {
  if (keyOf instanceof Uint8Array) return true;
  const [header = "", payload = "", signature = ""] = token.split(".");
  try {
    await keyOf(protectedHeader, { protected: header, payload, signature });
    return true;
  } catch (error) {
    return isOurFault(error);
  }
}

function callerOf(payload: JWTPayload, issuer: Issuer | SecretIssuer): TokenCaller | undefined {
  const id = payload.sub;
  if (typeof id !== "string" || !isId(id)) return undefined;
  // Who vouches for some streets only can't say who makes others.
  const operators = issuer.streets === undefined || issuer.streets === "claimed" ? issuer.operators : undefined;
  const operator = operators === "claimed" ? payload["operator"] === true : (operators?.includes(id) ?? false);
  const members = membersOf(payload, issuer, id);
  const scenarios = "scoped" in issuer ? payload["scenarios"] : undefined;
  if ("scoped" in issuer && !areTexts(scenarios)) return undefined;
  return {
    id,
    operator,
    expires: (payload.exp ?? 0) * 1000,
    ...(members === undefined ? {} : { members }),
    ...(areTexts(scenarios) ? { scope: { scenarios } } : {}),
    ...(issuer.streets === "claimed" && payload["kind"] === "device" ? { kind: "device" as const } : {}),
  };
}

function membersOf(
  payload: JWTPayload,
  { streets }: Issuer | SecretIssuer,
  id: string,
): TokenCaller["members"] | undefined {
  if (streets === undefined) return undefined;
  if (streets !== "claimed") return Object.fromEntries(streets.map((street) => [street, id]));
  const claimed = payload["members"];
  if (typeof claimed !== "object" || claimed === null) return {};
  return Object.fromEntries(
    Object.entries(claimed).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && isId(entry[1]),
    ),
  );
}

function isId(text: string): boolean {
  return /^[^\p{C}]{1,128}$/u.test(text);
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** An issuer that is this hub itself: it signs and verifies with a secret that nobody else has. */
export interface SecretIssuer extends Omit<Issuer, "keys" | "algorithms"> {
  readonly keys: Uint8Array;
  readonly algorithms: readonly ["HS256"];
  /** Its tokens say for which scenarios they hold, and hold for no others. */
  readonly scoped: true;
}

function keyFinder(
  issuer: Issuer | SecretIssuer,
  fetch: typeof globalThis.fetch,
  clock: () => number,
): JWTVerifyGetKey | Uint8Array {
  const { keys } = issuer;
  if (keys instanceof Uint8Array) return keys;
  if (keys instanceof URL) return createRemoteJWKSet(keys, { [customFetch]: (url, init) => fetch(url, init) });
  return keysGiven(typeof keys === "function" ? keys : () => Promise.resolve(keys), clock);
}

/** The issuer could not be asked: the token may be fine, so the caller may try again. */
function isOurFault(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return (
    error instanceof errors.JWKSTimeout || error.code === "ERR_JOSE_GENERIC" || error instanceof errors.JWKSInvalid
  );
}
