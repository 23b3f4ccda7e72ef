import type { IncomingMessage, ServerResponse } from "node:http";
import type { Provider } from "oidc-provider";
import type { Issuer } from "../authenticate.js";
import type { Database } from "../database.js";
import type { Secrets } from "../engine.js";
import { pooledRandom } from "../random.js";
import { inIdentity, tidyIdentity } from "../store/identity.js";
import type { Gateway, IdentityContext } from "./context.js";
import { createFederation, type OutsideIssuer } from "./federation.js";
import { lookSheet } from "./pages/look-sheet.js";
import { lookOf } from "./pages/look.js";
import { expiredPage } from "./pages/other-pages.js";
import { mount, pageHeaders, type Brand } from "./pages/page.js";
import { createProvider, hubAudience, type WebClient } from "./provider.js";
import { sealOf } from "./seal.js";
import { sendTexts } from "./send-texts.js";
import { signIn } from "./sign-in.js";
import { signingKeys, type SigningKeys } from "./signing-keys.js";

/** What signing in is made of. */
export interface IdentityOptions {
  readonly database: Database;
  readonly secrets: Secrets;
  /** The hub's address as people and pages see it: `https://hub.example`. */
  readonly url: string;
  /** Pages and apps that people sign in from. */
  readonly clients: readonly WebClient[];
  /** Where text messages of a street are handed over (absent: of everybody without a street). */
  readonly gateway?: (street: string | undefined) => Gateway | undefined;
  /** Outside issuers with whom people may sign in as well. */
  readonly outside?: readonly OutsideIssuer[];
  /** Name and telephone number on the pages. */
  readonly brand?: Brand;
  /** Addresses and scheme come from a proxy's `X-Forwarded-…`. */
  readonly trustProxy?: boolean;
  /** An outside issuer may be asked without TLS: in tests and development. */
  readonly allowHttp?: boolean;
  readonly clock?: () => number;
  readonly random?: (bytes: number) => Uint8Array;
  readonly fetch?: typeof globalThis.fetch;
  readonly onError?: (error: unknown) => void;
}

/** People sign in here. */
export interface Identity {
  /** For the hub: whose tokens it takes. */
  readonly issuer: Issuer;
  /** Answers requests below `/identity`. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Hands over text messages, renews keys, takes away what has ended; gives how many messages were handed over. */
  readonly tick: () => Promise<number>;
  /** Makes another key sign from now on; the one before stays known for a day. */
  readonly renewKeys: () => Promise<void>;
}

type Answer = ReturnType<Provider["callback"]>;

/** How long keys are used before it is looked whether others have come, in milliseconds. */
const keysFor = 30_000;

/**
 * Makes the place where people sign in (OpenID Connect), for streets that have none. Its store is the hub's data base, which
 * must have been migrated.
 * @example
 * const identity = await createIdentity({ database, secrets, url: "https://hub.example", clients });
 * const hub = await createHub({ …, issuers: [identity.issuer] });
 * await serveHub(hub, { port, mounts: { "/identity": identity.handle } });
 */
export async function createIdentity(options: IdentityOptions): Promise<Identity> {
  const { database, secrets, url, brand = {}, trustProxy = false } = options;
  if (!URL.canParse(url) || new URL(url).pathname !== "/" || url.endsWith("/"))
    throw new Error(`The address "${url}" is not one like https://hub.example, without anything behind it.`);
  const random = options.random ?? pooledRandom();
  const context: IdentityContext = {
    database,
    clock: options.clock ?? Date.now,
    random,
    fetch: options.fetch ?? ((...asked) => globalThis.fetch(...asked)),
    seal: await sealOf(secrets.seal, "identity", random),
    gateway: options.gateway ?? (() => undefined),
    onError: options.onError ?? ((error) => console.error(error)),
  };
  const issuer = `${url}${mount}`;
  const secure = url.startsWith("https:");
  const federation = createFederation(context, {
    url,
    outside: options.outside ?? [],
    ...(options.allowHttp === undefined ? {} : { allowHttp: options.allowHttp }),
  });
  const cookieKeys = [await context.seal.hash("cookies")];

  let now:
    | { readonly keys: SigningKeys; readonly provider: Provider; readonly answer: Answer; readonly read: number }
    | undefined;
  let reading: Promise<NonNullable<typeof now>> | undefined;
  const read = async (): Promise<NonNullable<typeof now>> => {
    const keys = await signingKeys(context);
    const isSame = now !== undefined && JSON.stringify(now.keys.publics) === JSON.stringify(keys.publics);
    const provider = isSame
      ? (now as NonNullable<typeof now>).provider
      : await createProvider(context, { issuer, keys, clients: options.clients, cookieKeys, trustProxy, brand });
    return (now = { keys, provider, answer: provider.callback(), read: context.clock() });
  };
  const current = (): Promise<NonNullable<typeof now>> => {
    if (now !== undefined && Math.abs(context.clock() - now.read) < keysFor) return Promise.resolve(now);
    return (reading ??= read().finally(() => (reading = undefined)));
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? "").slice(mount.length).replace(/\?.*$/, "");
    const { provider, answer } = await current();
    const ask = {
      context,
      provider,
      federation,
      brand,
      secure,
      address: addressOf(request, trustProxy),
      request,
      response,
    };
    if (path === "/look.css") return sendSheet(response);
    if (path.startsWith("/sign-in/")) return signIn(ask);
    const [, outside] = /^\/callback\/([\w-]+)$/.exec(path) ?? [];
    if (outside !== undefined) return comeBack({ ...ask, issuer: outside });
    Object.assign(request, { originalUrl: request.url, url: (request.url ?? "").slice(mount.length) || "/" });
    await answer(request, response);
  };
  const comeBack = async (ask: Parameters<typeof signIn>[0] & { readonly issuer: string }): Promise<void> => {
    const ended = await federation.end(ask);
    if (ended === undefined) return void response400(ask.response, expiredPage(lookOf(ask.request.headers), brand));
    const to = `${mount}/sign-in/${ended.uid}`;
    if ("refused" in ended) return void ask.response.writeHead(303, { Location: `${to}?fault=${ended.refused}` }).end();
    const done = await context.seal.close(
      JSON.stringify({ uid: ended.uid, login: ended.login.id, at: context.clock() }),
    );
    ask.response.writeHead(303, { Location: `${to}/done?with=${done}` }).end();
  };
  return {
    issuer: {
      issuer,
      audience: hubAudience,
      keys: async () => (await current()).keys.publics,
      algorithms: ["ES256"],
      operators: "claimed",
      streets: "claimed",
    },
    handle: async (request, response) => {
      try {
        await handle(request, response);
      } catch (error) {
        context.onError(error);
        if (!response.headersSent) response.writeHead(500);
        response.end();
      }
    },
    tick: async () => {
      await current();
      await inIdentity(database, (query) => tidyIdentity(query, new Date(context.clock()).toISOString()));
      return sendTexts(context);
    },
    renewKeys: async () => {
      await signingKeys(context, { renew: "now" });
      await read();
    },
  };
}

function sendSheet(response: ServerResponse): void {
  response
    .writeHead(200, {
      "Content-Type": "text/css; charset=utf-8",
      "Cache-Control": "public, max-age=300",
      "X-Content-Type-Options": "nosniff",
    })
    .end(lookSheet);
}

function response400(response: ServerResponse, html: string): void {
  response.writeHead(400, { ...pageHeaders() }).end(html);
}

/** The address that asks; behind a proxy the last one that the proxy has added. */
function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  return (trustProxy && forwarded ? forwarded : request.socket.remoteAddress) ?? "";
}
