import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { JSONWebKeySet } from "jose";
import type { Issuer } from "./authenticate.js";

/** Somebody whom a developer can be, without a password. */
export interface SamplePerson {
  readonly id: string;
  readonly name: string;
  /** The street in which this person is known; absent: an operator. */
  readonly street?: string;
  /** Roles as they read on the sign-in page; what a person may do is said by the street's members. */
  readonly roles?: readonly string[];
  /** One line about this person. */
  readonly about?: string;
  readonly operator?: boolean;
}

/** An issuer for development: its key lies in memory, and it signs whatever it is asked to. */
export interface Development {
  readonly issuer: Issuer;
  /** The public key, as an issuer serves it. */
  readonly keys: JSONWebKeySet;
  readonly people: readonly SamplePerson[];
  /**
   * A token for a person.
   * @param claims Further claims, for example `{ operator: true }`; `exp` in seconds since 1970 replaces the 8 hours.
   */
  readonly token: (person: string, claims?: { readonly [claim: string]: unknown }) => Promise<string>;
}

/**
 * Makes an issuer for development and tests. A hub takes it as `development`, serves `/development/people` and
 * `/development/sign-in`, and refuses to start with it in production.
 * @param options.clock Milliseconds since 1970.
 * @example
 * const development = await createDevelopment({ people: [{ id: "qian", name: "钱卫国", street: "ningwei" }] });
 * const hub = await createHub({ …, issuers: [], development });
 * const token = await development.token("qian");
 */
export async function createDevelopment(
  options: { readonly clock?: () => number; readonly people?: readonly SamplePerson[]; readonly issuer?: string } = {},
): Promise<Development> {
  const clock = options.clock ?? Date.now;
  const name = options.issuer ?? "https://development.linli.invalid";
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: "development", alg: "ES256", use: "sig" }] };
  const issuer: Issuer = { issuer: name, audience: "linli-hub", keys, algorithms: ["ES256"], operators: "claimed" };
  return {
    issuer,
    keys,
    people: options.people ?? [],
    token: (person, claims = {}) => {
      const now = Math.floor(clock() / 1000);
      return new SignJWT({ iss: name, aud: issuer.audience, sub: person, iat: now, exp: now + 8 * 3600, ...claims })
        .setProtectedHeader({ alg: "ES256", kid: "development", typ: "at+jwt" })
        .sign(privateKey);
    },
  };
}

/**
 * Throws if this is production: `NODE_ENV`, or what the hub's secrets call the environment.
 * @throws Error with a text for whoever starts the hub.
 */
export function refuseInProduction(environment: unknown): void {
  const { process } = globalThis as { process?: { env?: { NODE_ENV?: string } } };
  if (process?.env?.NODE_ENV === "production" || environment === "production") {
    throw new Error("The development issuer signs anybody in: a hub in production does not start with it.");
  }
}
