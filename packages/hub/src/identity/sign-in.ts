import type { IncomingMessage, ServerResponse } from "node:http";
import type { Provider } from "oidc-provider";
import { findLogin, inIdentity, setSecret, type LoginRow } from "../store/identity.js";
import type { IdentityContext } from "./context.js";
import type { Federation } from "./federation.js";
import { sendCode, tryCode } from "./one-time-code.js";
import { keepLook, lookOf, type Look } from "./pages/look.js";
import { expiredPage } from "./pages/other-pages.js";
import { formTarget, mount, pageHeaders, type Brand } from "./pages/page.js";
import { codePage, passwordPage, phonePage, type Fault, type SignInPage } from "./pages/sign-in-pages.js";
import { hashPassword, passwordFault } from "./password.js";
import { phoneNumber } from "../protocol/phone-number.js";
import { readForm } from "./read-form.js";
import { tryPassword } from "./try-password.js";

/** One request for a page of signing in. */
export interface SignInAsk {
  readonly context: IdentityContext;
  readonly provider: Provider;
  readonly federation: Federation;
  readonly brand: Brand;
  readonly secure: boolean;
  /** Where the request comes from. */
  readonly address: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

type Details = Awaited<ReturnType<Provider["interactionDetails"]>>;

/** Shows and takes the pages of signing in: a number first, then a code or a password. */
export async function signIn(ask: SignInAsk): Promise<void> {
  const { provider, federation, request, response, brand } = ask;
  const url = new URL(request.url ?? "/", "http://here.invalid");
  const [, uid = "", step, issuer] =
    /^\/sign-in\/([\w-]+)(?:\/(cancel|with|done)(?:\/([\w-]+))?)?$/.exec(url.pathname.slice(mount.length)) ?? [];
  const details = await provider.interactionDetails(request, response).catch(() => undefined);
  const look = lookOf(request.headers, details?.params);
  if (details === undefined || details.uid !== uid) return show(ask, 400, expiredPage(look, brand));
  const about: SignInPage = { look, brand, here: `${mount}/sign-in/${uid}`, elsewhere: federation.elsewhere };
  if (step === "cancel") return finish(ask, { error: "access_denied", error_description: "Nobody signed in." });
  if (step === "with" && issuer !== undefined) return federation.begin({ ...ask, uid, issuer });
  if (step === "done") return comeBack(ask, about, details, url.searchParams.get("with") ?? "");
  const chosen = chosenLook(look, url.searchParams);
  if (chosen !== undefined) {
    response.writeHead(303, { Location: about.here, "Set-Cookie": keepLook(chosen, mount, ask.secure) }).end();
    return;
  }
  if (request.method === "GET" || request.method === "HEAD") {
    const fault = url.searchParams.get("fault");
    const told = fault === "outside" || fault === "unknown" ? { fault: fault as Fault } : {};
    return show(ask, 200, phonePage({ ...about, ...told }), details);
  }
  if (request.method !== "POST") return void response.writeHead(405, { Allow: "GET, POST" }).end();
  const form = await readForm(request);
  if (form === undefined) return void response.writeHead(413).end();
  return take(ask, about, details, form);
}

/** Somebody who has signed in with an outside issuer: what the way there has found out is sealed, and good for a minute. */
async function comeBack(ask: SignInAsk, about: SignInPage, details: Details, sealed: string): Promise<void> {
  const { seal, clock, database } = ask.context;
  const found = await seal.open(sealed).then(
    (text) => JSON.parse(text) as { readonly uid: string; readonly login: string; readonly at: number },
    () => undefined,
  );
  const isOfNow = found?.uid === details.uid && Math.abs(clock() - found.at) < 60_000;
  const login = isOfNow ? await inIdentity(database, (query) => findLogin(query, found.login)) : undefined;
  if (login === undefined || login.disabled) return show(ask, 422, phonePage({ ...about, fault: "outside" }), details);
  return signedIn(ask, login, ["fed"]);
}

async function take(ask: SignInAsk, about: SignInPage, details: Details, form: URLSearchParams): Promise<void> {
  const { context, address } = ask;
  const typed = (form.get("phone") ?? "").slice(0, 40);
  const step = form.get("step");
  if (step === "start") return show(ask, 200, phonePage({ ...about, phone: typed }), details);
  const phone = phoneNumber(typed);
  if (phone === undefined) return show(ask, 422, phonePage({ ...about, phone: typed, fault: "phone" }), details);
  const shown: SignInPage = { ...about, phone: phone.replace(/^\+86/, "") };
  const again = (make: (page: SignInPage) => string, fault: Fault) =>
    show(ask, 422, make({ ...shown, fault }), details);
  switch (step) {
    case "ask-password":
      return show(ask, 200, passwordPage(shown), details);
    case "send": {
      const sent = await sendCode(context, { phone, address, locale: about.look.locale });
      if (sent === "too-many") return again(phonePage, sent);
      return sent === "wait" ? again(codePage, sent) : show(ask, 200, codePage(shown), details);
    }
    case "try-code": {
      const chosen = form.get("new-password") ?? "";
      const bad = chosen === "" ? undefined : passwordFault(chosen, phone);
      if (bad !== undefined) return again(codePage, bad);
      const tried = await tryCode(context, { phone, code: form.get("code") ?? "" });
      if ("refused" in tried) return again(codePage, tried.refused === "wrong" ? "code" : tried.refused);
      if (chosen !== "") {
        const secret = await hashPassword(chosen);
        await inIdentity(context.database, (query) => setSecret(query, tried.login.id, secret));
      }
      return signedIn(ask, tried.login, ["otp"]);
    }
    case "try-password": {
      const tried = await tryPassword(context, { phone, password: form.get("password") ?? "", address });
      if ("refused" in tried) return again(passwordPage, tried.refused === "wrong" ? "password" : tried.refused);
      return signedIn(ask, tried.login, ["pwd"]);
    }
    default:
      return show(ask, 200, phonePage(shown), details);
  }
}

/** Ends a sign-in well. `amr`: how somebody showed who she is (RFC 8176). */
function signedIn(
  ask: Pick<SignInAsk, "provider" | "request" | "response">,
  login: LoginRow,
  amr: readonly string[],
): Promise<void> {
  return finish(ask, { login: { accountId: login.id, remember: true, amr: [...amr] } });
}

function finish(
  { provider, request, response }: Pick<SignInAsk, "provider" | "request" | "response">,
  result: Parameters<Provider["interactionFinished"]>[2],
): Promise<void> {
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

function chosenLook(look: Look, query: URLSearchParams): Look | undefined {
  const locale = (["zh-CN", "en", "ko"] as const).find((one) => one === query.get("locale"));
  const size = query.get("look");
  if (locale === undefined && size === null) return undefined;
  return { locale: locale ?? look.locale, elder: size === null ? look.elder : size === "elder" };
}

function show({ request, response }: SignInAsk, status: number, html: string, details?: Details): void {
  const target = details?.params["redirect_uri"];
  response.writeHead(status, { ...pageHeaders(typeof target === "string" ? formTarget(target) : []) });
  response.end(request.method === "HEAD" ? undefined : html);
}
