import type { Configuration, KoaContextWithOIDC, Provider } from "oidc-provider";
import { hashOfSecret } from "../protocol/client-secret.js";
import { findLogin, inIdentity } from "../store/identity.js";
import { adapterFor } from "./adapter.js";
import type { IdentityContext } from "./context.js";
import { errorPage, signedOutPage, signOutPage } from "./pages/other-pages.js";
import { lookOf } from "./pages/look.js";
import { formTarget, mount, pageHeaders, type Brand } from "./pages/page.js";
import type { SigningKeys } from "./signing-keys.js";
import { provideUrlParse } from "./url-parse.js";

/** A page or app that people sign in from. */
export interface WebClient {
  readonly id: string;
  readonly name: string;
  readonly redirectUris: readonly string[];
  readonly afterSignOut?: readonly string[];
  /** An app on a telephone comes back by a scheme of its own. */
  readonly native?: boolean;
}

/** What the hub is called where tokens are meant for it. */
export const hubAudience = "linli-hub";
/** By what name a page asks for a token for the hub. */
export const hubResource = "urn:linli:hub";

/** How long things hold, in seconds. A token is short, and renewed as long as one is signed in. */
const lasting = {
  AccessToken: 600,
  AuthorizationCode: 60,
  ClientCredentials: 600,
  IdToken: 600,
  Interaction: 1800,
  Session: 30 * 86_400,
  Grant: 30 * 86_400,
  RefreshToken: 14 * 86_400,
} as const;

/** Sets the provider up: PKCE for everybody, ES256, tokens for the hub that say who one is in which street. */
export async function createProvider(
  context: IdentityContext,
  options: {
    readonly issuer: string;
    readonly keys: SigningKeys;
    readonly clients: readonly WebClient[];
    readonly cookieKeys: readonly string[];
    readonly trustProxy: boolean;
    readonly brand: Brand;
  },
): Promise<Provider> {
  provideUrlParse();
  const { Provider } = await import("oidc-provider");
  const { brand } = options;
  const configuration: Configuration = {
    adapter: adapterFor(context),
    jwks: options.keys.privates as NonNullable<Configuration["jwks"]>,
    clients: options.clients.map(clientOf),
    clientDefaults: { id_token_signed_response_alg: "ES256" },
    clientAuthMethods: ["client_secret_basic", "none"],
    enabledJWA: { idTokenSigningAlgValues: ["ES256"] },
    responseTypes: ["code"],
    pkce: { required: () => true },
    scopes: ["openid"],
    claims: { openid: ["sub"], profile: ["name"] },
    cookies: { keys: [...options.cookieKeys], names: { session: "linli", interaction: "linli_i", resume: "linli_r" } },
    extraParams: ["look"],
    discovery: { ui_locales_supported: ["zh-CN", "en", "ko"] },
    ttl: lasting,
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      userinfo: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => hubResource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: "street",
          audience: hubAudience,
          accessTokenTTL: lasting.AccessToken,
          accessTokenFormat: "jwt",
          jwt: { sign: { alg: "ES256" } },
        }),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) =>
          show(ctx, signOutPage(lookOfContext(ctx), brand, form), ctx.oidc.client?.postLogoutRedirectUris),
        postLogoutSuccessSource: (ctx) => show(ctx, signedOutPage(lookOfContext(ctx), brand)),
      },
    },
    extraTokenClaims: async (_, token) => claimsOf(context, token),
    // Pages of the street keep no secret: they renew by a token that changes at every use, while one is signed in.
    issueRefreshToken: (_, client) => client.grantTypeAllowed("refresh_token"),
    rotateRefreshToken: true,
    expiresWithSession: () => true,
    clientBasedCORS: (_, origin, client) => (client.redirectUris ?? []).some((uri) => originOf(uri) === origin),
    findAccount: async (_, id) => {
      const login = await inIdentity(context.database, (query) => findLogin(query, id));
      if (login === undefined || login.disabled) return undefined;
      return { accountId: id, claims: () => ({ sub: id, name: login.name }) };
    },
    loadExistingGrant: grantOf,
    interactions: { url: (_, { uid }) => `${mount}/sign-in/${uid}` },
    renderError: (ctx, out) => show(ctx, errorPage(lookOfContext(ctx), brand, out.error)),
  };
  const provider = new Provider(options.issuer, configuration);
  provider.proxy = options.trustProxy;
  // What is kept of a client's secret is its hash, so what the client sends is hashed before the two are compared.
  const { prototype } = provider.Client;
  const compare = prototype.compareClientSecret;
  prototype.compareClientSecret = async function (this: typeof prototype, actual: string) {
    return compare.call(this, await hashOfSecret(actual));
  };
  provider.on("server_error", (_, error) => context.onError(error));
  return provider;
}

function clientOf({
  id,
  name,
  redirectUris,
  afterSignOut,
  native,
}: WebClient): NonNullable<Configuration["clients"]>[0] {
  return {
    client_id: id,
    client_name: name,
    redirect_uris: [...redirectUris],
    ...(afterSignOut === undefined ? {} : { post_logout_redirect_uris: [...afterSignOut] }),
    application_type: native ? "native" : "web",
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
  };
}

/** Who a token's owner is in each street; nobody's token outlives her being shut out by more than its ten minutes. */
async function claimsOf(
  { database }: IdentityContext,
  token: { readonly kind: string; readonly accountId?: string; readonly clientId?: string | undefined },
): Promise<{ readonly [claim: string]: unknown }> {
  if (token.kind === "ClientCredentials") {
    const [street = "", id = ""] = (token.clientId ?? "").split(".");
    return { members: { [street]: id }, kind: "device" };
  }
  const login = await inIdentity(database, (query) => findLogin(query, token.accountId ?? ""));
  if (login === undefined || login.disabled) throw new Error("This login is shut out.");
  return { members: login.members, ...(login.operator ? { operator: true } : {}) };
}

/** All clients are the street's own: nobody is asked whether a page of her street may know who she is. */
async function grantOf(ctx: KoaContextWithOIDC) {
  const { provider, session, client, result } = ctx.oidc;
  if (client === undefined || session === undefined) return undefined;
  const id = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const known = id === undefined ? undefined : await provider.Grant.find(id);
  if (known !== undefined && known.accountId === session.accountId) return known;
  const grant = new provider.Grant({
    clientId: client.clientId,
    ...(session.accountId ? { accountId: session.accountId } : {}),
  });
  grant.addOIDCScope("openid profile");
  grant.addResourceScope(hubResource, "street");
  await grant.save();
  return grant;
}

function show(ctx: KoaContextWithOIDC, html: string, leadingTo: readonly string[] = []): void {
  ctx.type = "html";
  ctx.set({ ...pageHeaders(leadingTo.flatMap(formTarget)) });
  ctx.body = html;
}

function lookOfContext(ctx: KoaContextWithOIDC) {
  return lookOf(ctx.req.headers, ctx.oidc?.params as { readonly [name: string]: unknown } | undefined);
}

function originOf(uri: string): string | undefined {
  return URL.canParse(uri) ? new URL(uri).origin : undefined;
}
