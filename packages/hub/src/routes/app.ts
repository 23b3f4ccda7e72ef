import { problems } from "@linli/contracts";
import { Hono } from "hono";
import { methodNotAllowed } from "hono/method-not-allowed";
import { createAuthenticate } from "../authenticate.js";
import type { TokenCaller } from "../authenticate.js";
import { refuseInProduction } from "../development.js";
import { ProblemError } from "../engine.js";
import type { Engine } from "../engine.js";
import { isUnstorable } from "./check-text.js";
import { clientRoutes } from "./clients.js";
import { crossOrigin } from "./cross-origin.js";
import { developmentRoutes } from "./development.js";
import type { App, Ask, Env } from "./env.js";
import { eventRoutes } from "./events.js";
import { exportRoutes } from "./export.js";
import { jobRoutes } from "./jobs.js";
import { fileRoutes } from "./files.js";
import { healthRoutes } from "./health.js";
import { mandateRoutes } from "./mandates.js";
import { memberRoutes } from "./members.js";
import { messageRoutes } from "./messages.js";
import { negotiateLocale } from "./negotiate-locale.js";
import { problemDocument } from "./problem-document.js";
import { publicRoutes } from "./public.js";
import { rateLimit, type RateLimits } from "./rate-limit.js";
import { recordChildRoutes } from "./record-children.js";
import { recordRoutes } from "./records.js";
import { resourceStateRoutes } from "./resource-state.js";
import { resourceRoutes } from "./resources.js";
import { sessionRoutes } from "./sessions.js";
import { settlementRoutes } from "./settlements.js";
import { scenarioRoutes } from "./scenarios.js";
import { streetRoutes } from "./streets.js";
import { withinScope } from "./within-scope.js";

/** What only the HTTP side of a hub needs to know. */
export interface AppOptions {
  /** Web origins whose pages may call; absent: all, since a token and no cookie says who asks. */
  readonly origins?: readonly string[];
  /** How many requests a minute are answered; absent: all. */
  readonly limits?: RateLimits;
  /** Told what went wrong inside; absent: nobody. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Makes the hub's router: HTTP only. Every route reads a request, calls one operation and answers; what an operation
 * throws becomes a problem document (RFC 9457) in the caller's language.
 * @throws Error where the development issuer would run in production
 */
export function createApp(engine: Engine, options: AppOptions = {}): App {
  const { development } = engine;
  if (development) refuseInProduction(engine.secrets.environment);
  const issuers = [...engine.issuers, ...(development ? [development.issuer] : [])];
  const authenticate = createAuthenticate({
    issuers: [...issuers, engine.sessions],
    fetch: engine.fetch,
    clock: engine.clock,
  });
  const app: App = new Hono<Env>();

  app.onError((error, c) => answerProblem(c, asProblem(error, options.onError)));
  app.notFound((c) => answerProblem(c, new ProblemError("not-found")));
  app.use(methodNotAllowed({ app, onMethodNotAllowed: (c, methods) => answerMethods(c as Ask, methods) }));
  app.use(crossOrigin(options.origins));
  app.use(async (c, next) => {
    c.set("locale", negotiateLocale(c.req.header("accept-language")));
    if (!isAddress(c.req.path)) throw new ProblemError("not-found");
    await next();
  });
  healthRoutes(app, engine);
  if (options.limits) app.use(rateLimit(options.limits, engine.clock));
  publicRoutes(app, engine);
  settlementRoutes(app, engine);
  sessionRoutes(app, engine);
  if (development) developmentRoutes(app, development);
  app.use("/v1/*", async (c, next) => {
    const read = await authenticate(c.req.header("authorization"));
    if ("refused" in read) throw new ProblemError(read.refused);
    const caller = callerIn(read.caller, c.req.path);
    await withinScope(engine, caller, c.req.raw);
    c.set("caller", caller);
    await next();
  });
  for (const routes of [
    streetRoutes,
    memberRoutes,
    clientRoutes,
    mandateRoutes,
    scenarioRoutes,
    resourceRoutes,
    resourceStateRoutes,
    recordRoutes,
    recordChildRoutes,
    eventRoutes,
    fileRoutes,
    exportRoutes,
    jobRoutes,
    messageRoutes,
  ])
    routes(app, engine);
  return app;
}

/**
 * Who a caller is in the street of an address.
 * @throws not-permitted where her token does not hold there
 */
function callerIn(caller: TokenCaller, path: string): TokenCaller {
  const { members } = caller;
  const street = /^\/v1\/streets\/([^/]+)/.exec(path)?.[1];
  if (members === undefined || street === undefined || caller.operator === true) return caller;
  const name = decodeURIComponent(street);
  const id = Object.hasOwn(members, name) ? members[name] : undefined;
  if (id === undefined) throw new ProblemError("not-permitted");
  return { ...caller, id };
}

/** Whether every id in an address could be stored, so that one that can't be is found nowhere. */
function isAddress(path: string): boolean {
  try {
    return !isUnstorable(decodeURIComponent(path));
  } catch {
    return false;
  }
}

function asProblem(error: unknown, onError: ((error: unknown) => void) | undefined): ProblemError {
  if (error instanceof ProblemError) {
    if (isServerFault(error.code)) onError?.(error);
    return error;
  }
  onError?.(error);
  return new ProblemError("internal");
}

function isServerFault(code: string): boolean {
  return code === "internal" || code === "unknown-clock";
}

/** Answers with a problem document. */
function answerProblem(c: Ask, problem: ProblemError): Response {
  const document = problemDocument(problem, { locale: c.get("locale") ?? "zh-CN", ...c.get("about") });
  const headers: Record<string, string> = {
    "Content-Type": "application/problem+json",
    "Content-Language": c.get("locale") ?? "zh-CN",
  };
  c.header("Vary", "Accept-Language", { append: true });
  if (problem.code === "no-token") headers["WWW-Authenticate"] = 'Bearer realm="linli"';
  if (problem.code === "wrong-token") headers["WWW-Authenticate"] = 'Bearer realm="linli", error="invalid_token"';
  if (document.status === problems.busy.status) headers["Retry-After"] = "1";
  return c.body(JSON.stringify(document), document.status as 400, headers);
}

function answerMethods(c: Ask, methods: readonly string[]): Response {
  c.header("Allow", [...methods, "OPTIONS"].join(", "));
  return answerProblem(c, new ProblemError("method-not-allowed"));
}
