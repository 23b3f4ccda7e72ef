import { bundle } from "@linli/contracts/bundle";
import type { JsonObject } from "@linli/contracts";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as oauth from "oauth4webapi";
import type { Database } from "../../src/database.js";
import { createDevelopment, type Development } from "../../src/development.js";
import { createHub, type Hub } from "../../src/hub.js";
import { createIdentity, hubResource, type Identity, type IdentityOptions } from "../../src/identity/index.js";
import { serveHub, type Serving } from "../../src/node.js";
import { visitor, type Page, type Visitor } from "./visitor.js";

const secrets = { seal: "a secret of thirty-two characters" };

/** A hub with a place to sign in, a gateway for text messages, and a page from which people come. */
export interface SigningIn {
  readonly url: string;
  readonly hub: Hub;
  readonly identity: Identity;
  readonly development: Development;
  /** What the gateway has got, oldest first. */
  readonly messages: { readonly headers: { readonly [name: string]: unknown }; readonly body: JsonObject }[];
  /** The gateway takes nothing while it is down. */
  readonly gateway: { down: boolean };
  readonly errors: unknown[];
  /** The time moves on for signing in (not for the hub's tokens, which are of now). */
  readonly later: (seconds: number) => void;
  /** The same, to the first minute of another day, so that what is counted by hours and days begins anew. */
  readonly nextDay: () => void;
  readonly operator: (what: string, body?: unknown) => Promise<Response>;
  readonly close: () => Promise<void>;
}

/** Serves a hub of two streets, where `qian` of 宁围街道 and `pan` of 盈丰街道 are one person, by her number. */
export async function openSigningIn(database: Database, more: Partial<IdentityOptions> = {}): Promise<SigningIn> {
  const messages: SigningIn["messages"] = [];
  const gateway = { down: false };
  const errors: unknown[] = [];
  let ahead = 0;
  const sms = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (!gateway.down)
        messages.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
      response.writeHead(gateway.down ? 503 : 204).end();
    });
  });
  const smsUrl = await listen(sms);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const development = await createDevelopment();
  const hub0 = await createHub({
    database,
    bundle,
    issuers: [],
    secrets,
    development,
    onError: (error) => errors.push(error),
  });
  await hub0.migrate();
  const identity = await createIdentity({
    database,
    secrets,
    url,
    clients: [{ id: "street-page", name: "宁围街道", redirectUris: [`${url}/app/`], afterSignOut: [`${url}/app/out`] }],
    gateway: () => ({ url: smsUrl, secret: "whsec_dGhlIHN0cmVldCdzIGdhdGV3YXk=" }),
    clock: () => Date.now() + ahead,
    allowHttp: true,
    onError: (error) => errors.push(error),
    ...more,
  });
  const hub = await createHub({
    database,
    bundle,
    issuers: [identity.issuer],
    secrets,
    development,
    onError: (error) => errors.push(error),
  });
  const serving: Serving = await serveHub(hub, {
    port,
    mounts: { "/identity": (...asked) => void identity.handle(...asked) },
  });
  const operator = async (what: string, body?: unknown): Promise<Response> => {
    const [method = "GET", path = ""] = what.split(" ");
    const token = await development.token("operator", { operator: true });
    return fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "idempotency-key": crypto.randomUUID(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };
  for (const [id, name, member] of [
    ["ningwei", "宁围街道", "qian"],
    ["yingfeng", "盈丰街道", "pan"],
  ] as const) {
    await operator("POST /v1/streets", {
      id,
      name,
      zone: "Asia/Shanghai",
      communities: [{ id: "ningan", name: "宁安社区" }],
    });
    await operator(`PUT /v1/streets/${id}/members/${member}`, {
      name: "钱卫国",
      roles: [{ role: "resident" }],
      community: "ningan",
    });
  }
  await operator("PUT /v1/streets/ningwei/members/qian/sign-in", { phone: "138 5711 2345" });
  return {
    url,
    hub,
    identity,
    development,
    messages,
    gateway,
    errors,
    later: (seconds) => (ahead += seconds * 1000),
    nextDay: () => {
      const day = 86_400_000;
      ahead += day - ((Date.now() + ahead) % day) + 1000;
    },
    operator,
    close: async () => {
      await serving.close();
      await hub.close();
      await new Promise((done) => sms.close(done));
    },
  };
}

/** A trip of a page of the street to the place of signing in. */
export interface Trip {
  readonly browser: Visitor;
  readonly verifier: string;
  readonly page: Page;
}

const client: oauth.Client = { client_id: "street-page" };
const http = { [oauth.allowInsecureRequests]: true };

async function serverOf(url: string): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(`${url}/identity`);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, http));
}

/** Goes to sign in, as a page of the street sends one. */
export async function goToSignIn(
  url: string,
  more: { readonly [name: string]: string } = {},
  browser = visitor(url),
): Promise<Trip> {
  const server = await serverOf(url);
  const verifier = oauth.generateRandomCodeVerifier();
  const to = new URL(server.authorization_endpoint as string);
  for (const [name, value] of Object.entries({
    client_id: "street-page",
    redirect_uri: `${url}/app/`,
    response_type: "code",
    scope: "openid profile street",
    resource: hubResource,
    state: "s-1",
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...more,
  }))
    to.searchParams.set(name, value);
  return { browser, verifier, page: await browser.get(to.href) };
}

/** Comes back with a code and takes tokens for it. */
export async function takeTokens(url: string, trip: Trip, back: Page): Promise<oauth.TokenEndpointResponse> {
  const server = await serverOf(url);
  const params = oauth.validateAuthResponse(server, client, new URL(back.url), "s-1");
  const answer = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    params,
    `${url}/app/`,
    trip.verifier,
    http,
  );
  return oauth.processAuthorizationCodeResponse(server, client, answer, { requireIdToken: true });
}

/** Takes new tokens for a refresh token; an error's standard word where there are none. */
export async function renewTokens(url: string, refresh: string): Promise<oauth.TokenEndpointResponse | string> {
  const server = await serverOf(url);
  const answer = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refresh, http);
  try {
    return await oauth.processRefreshTokenResponse(server, client, answer);
  } catch (error) {
    return (error as { error?: string }).error ?? String(error);
  }
}

/** The last code that the gateway was given. */
export async function lastCode({ identity, messages }: SigningIn): Promise<string> {
  await identity.tick();
  const { data } = messages.at(-1)?.body as { data: { values: { code: string } } };
  return data.values.code;
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  );
}

async function freePort(): Promise<number> {
  const probe = createServer();
  const url = await listen(probe);
  await new Promise((done) => probe.close(done));
  return Number(new URL(url).port);
}
