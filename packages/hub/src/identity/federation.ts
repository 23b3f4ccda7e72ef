import type { IncomingMessage, ServerResponse } from "node:http";
import * as oauth from "oauth4webapi";
import type { Provider } from "oidc-provider";
import { findByOutside, findByPhone, inIdentity, linkOutside, type LoginRow } from "../store/identity.js";
import type { IdentityContext } from "./context.js";
import type { Look } from "./pages/look.js";
import { mount } from "./pages/page.js";
import type { Elsewhere } from "./pages/sign-in-pages.js";
import { phoneNumber } from "../protocol/phone-number.js";
import type { SignInAsk } from "./sign-in.js";

/** An issuer of somebody else's with whom people may sign in: a province's, a company's. */
export interface OutsideIssuer {
  /** Part of an address: `zlb`. */
  readonly id: string;
  /** What stands on the button. */
  readonly label: { readonly [locale in Look["locale"]]: string };
  /** The `iss` claim; its description lies below, at `.well-known/openid-configuration`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Absent: `openid phone`. */
  readonly scope?: string;
}

/** Signing in with outside issuers. */
export interface Federation {
  readonly elsewhere: readonly Elsewhere[];
  /** Sends somebody to an outside issuer. */
  readonly begin: (ask: SignInAsk & { readonly uid: string; readonly issuer: string }) => Promise<void>;
  /** Takes somebody who comes back; gives who she is here, or what is to be told. */
  readonly end: (ask: {
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
    readonly issuer: string;
    readonly provider: Provider;
    readonly secure: boolean;
  }) => Promise<Ended>;
}

/** How a way by an outside issuer has ended. */
export type Ended =
  | { readonly uid: string; readonly login: LoginRow }
  | { readonly uid: string; readonly refused: "outside" | "unknown" }
  | undefined;

const cookie = "linli_f";

/**
 * Makes the ways by outside issuers (OpenID Connect, code flow with PKCE, state and nonce). Whoever comes is known by the
 * outside issuer's subject; the first time by a telephone number that the issuer has verified.
 * @param options.allowHttp For an issuer on this machine, in tests and development.
 */
export function createFederation(
  context: IdentityContext,
  options: {
    readonly url: string;
    readonly outside: readonly OutsideIssuer[];
    readonly allowHttp?: boolean;
  },
): Federation {
  const found = new Map(options.outside.map((one) => [one.id, one]));
  const known = new Map<string, Promise<oauth.AuthorizationServer>>();
  const http = {
    [oauth.customFetch]: (url: string, init: object) => context.fetch(url, init as RequestInit),
    ...(options.allowHttp === true ? { [oauth.allowInsecureRequests]: true } : {}),
  };
  const describe = (one: OutsideIssuer): Promise<oauth.AuthorizationServer> => {
    const asked = known.get(one.id) ?? discover(one);
    known.set(one.id, asked);
    asked.catch(() => known.delete(one.id));
    return asked;
  };
  const discover = async ({ issuer }: OutsideIssuer) => {
    const url = new URL(issuer);
    return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, http));
  };
  const callback = (id: string) => `${options.url}${mount}/callback/${id}`;

  return {
    elsewhere: options.outside,
    begin: async ({ uid, issuer, response, secure }) => {
      const one = found.get(issuer);
      if (one === undefined) return void response.writeHead(404).end();
      const server = await describe(one).catch((error: unknown) => context.onError(error));
      if (server?.authorization_endpoint === undefined)
        return void response.writeHead(303, { Location: `${mount}/sign-in/${uid}?fault=outside` }).end();
      const trip = {
        uid,
        state: oauth.generateRandomState(),
        nonce: oauth.generateRandomNonce(),
        verifier: oauth.generateRandomCodeVerifier(),
      };
      const to = new URL(server.authorization_endpoint);
      for (const [name, value] of Object.entries({
        client_id: one.clientId,
        redirect_uri: callback(one.id),
        response_type: "code",
        scope: one.scope ?? "openid phone",
        state: trip.state,
        nonce: trip.nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(trip.verifier),
        code_challenge_method: "S256",
      }))
        to.searchParams.set(name, value);
      const kept = await context.seal.close(JSON.stringify({ ...trip, issuer: one.id }));
      response
        .writeHead(303, { Location: to.href, "Set-Cookie": cookieOf(kept, secure, 900), "Cache-Control": "no-store" })
        .end();
    },
    end: async ({ request, response, issuer, secure }) => {
      const one = found.get(issuer);
      const kept = new RegExp(`(?:^|; *)${cookie}=([^;]+)`).exec(request.headers.cookie ?? "")?.[1];
      const trip = kept === undefined ? undefined : await context.seal.open(kept).then(JSON.parse, () => undefined);
      response.setHeader("Set-Cookie", cookieOf("", secure, 0));
      if (one === undefined || trip?.issuer !== issuer) return undefined;
      try {
        const claims = await exchange(await describe(one), one, { trip, request, redirect: callback(one.id), http });
        const login = await whoIs(context, one, claims);
        return login === undefined ? { uid: trip.uid, refused: "unknown" } : { uid: trip.uid, login };
      } catch (error) {
        context.onError(error);
        return { uid: trip.uid, refused: "outside" };
      }
    },
  };
}

interface Trip {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

async function exchange(
  server: oauth.AuthorizationServer,
  one: OutsideIssuer,
  how: { readonly trip: Trip; readonly request: IncomingMessage; readonly redirect: string; readonly http: object },
): Promise<oauth.JsonObject & { readonly sub: string }> {
  const { trip, request, redirect, http } = how;
  const client: oauth.Client = { client_id: one.clientId };
  const params = oauth.validateAuthResponse(server, client, new URL(request.url ?? "", redirect), trip.state);
  const auth = oauth.ClientSecretBasic(one.clientSecret);
  const answer = await oauth.authorizationCodeGrantRequest(server, client, auth, params, redirect, trip.verifier, http);
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, {
    expectedNonce: trip.nonce,
    requireIdToken: true,
  });
  // The signature too: the answer may have come through more hands than one.
  await oauth.validateApplicationLevelSignature(server, answer, http);
  const claims = oauth.getValidatedIdTokenClaims(tokens) as oauth.IDToken;
  if (claims["phone_number"] !== undefined || server.userinfo_endpoint === undefined) return claims as never;
  const info = await oauth.userInfoRequest(server, client, tokens.access_token, http);
  return { ...claims, ...(await oauth.processUserInfoResponse(server, client, claims.sub, info)) } as never;
}

async function whoIs(
  { database, clock }: IdentityContext,
  one: OutsideIssuer,
  claims: oauth.JsonObject & { readonly sub: string },
): Promise<LoginRow | undefined> {
  const { sub, phone_number: number, phone_number_verified: verified } = claims;
  return inIdentity(database, async (query) => {
    const known = await findByOutside(query, one.issuer, sub);
    if (known !== undefined) return known.disabled ? undefined : known;
    const phone = typeof number === "string" && verified === true ? phoneNumber(number) : undefined;
    const login = phone === undefined ? undefined : await findByPhone(query, phone);
    if (login === undefined || login.disabled) return undefined;
    const since = new Date(clock()).toISOString();
    await linkOutside(query, { issuer: one.issuer, subject: sub, login: login.id, since });
    return login;
  });
}

function cookieOf(value: string, secure: boolean, seconds: number): string {
  return `${cookie}=${value}; Path=${mount}/callback; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}
