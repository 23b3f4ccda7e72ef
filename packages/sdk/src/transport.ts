import { ProblemError } from "./problem-error.js";

/** How a client reaches a hub. */
export interface TransportOptions {
  /** Address of the hub without a trailing slash, for example `https://hub.example`; empty: the page's own. */
  readonly baseUrl?: string;
  /** Gives a bearer token, or none; asked before every request, so that it may be renewed. */
  readonly token?: (() => string | undefined | Promise<string | undefined>) | undefined;
  /** Language of messages, a BCP 47 tag. */
  readonly locale?: string;
  /** In place of the global `fetch`: a hub in the same process, a proxy. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** How often a request that is safe to repeat is tried again; default 3. */
  readonly retries?: number;
  /** First wait before a retry, in milliseconds; doubles each time, with jitter; default 300. */
  readonly backoff?: number;
}

/** One request. `key` makes a POST safe to repeat. */
export interface Call {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly query?: { readonly [name: string]: string | number | boolean | undefined } | undefined;
  readonly body?: unknown;
  readonly bytes?: Blob;
  readonly headers?: { readonly [name: string]: string };
  readonly key?: string | undefined;
  readonly revision?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Sends requests, retries where that is safe, and turns problem documents into {@link ProblemError}. */
export interface Transport {
  readonly send: (call: Call) => Promise<Response>;
  readonly json: <T>(call: Call) => Promise<T>;
  /** A request's address and headers, for what needs its own way of sending. */
  readonly prepare: (call: Call) => Promise<Request>;
}

/** A transport for one hub. */
export function createTransport(options: TransportOptions): Transport {
  const { baseUrl = "", retries = 3, backoff = 300 } = options;
  const send = options.fetch ?? ((request: Request) => globalThis.fetch(request));

  const prepare = async (call: Call): Promise<Request> => {
    const headers = new Headers({ accept: "application/json", ...call.headers });
    if (options.locale !== undefined) headers.set("accept-language", options.locale);
    const token = await options.token?.();
    if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
    if (call.key !== undefined) headers.set("idempotency-key", call.key);
    if (call.revision !== undefined) headers.set("if-match", `"${call.revision}"`);
    if (call.body !== undefined) headers.set("content-type", "application/json");
    const body = call.bytes ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
    return new Request(address(baseUrl, call), {
      method: call.method,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    });
  };

  const attempt = async (call: Call): Promise<Response | ProblemError> => {
    try {
      const response = await send(await prepare(call));
      return response.ok ? response : await problemOf(response);
    } catch (error) {
      call.signal?.throwIfAborted();
      if (error instanceof ProblemError) return error;
      return new ProblemError({ code: "offline", title: "offline" }, { cause: error });
    }
  };

  const sendOrThrow = async (call: Call): Promise<Response> => {
    const repeatable = call.method !== "POST" || call.key !== undefined;
    for (let tries = 0; ; tries++) {
      const answer = await attempt(call);
      if (answer instanceof Response) return answer;
      const again = transient.has(answer.status) && repeatable && tries < retries;
      if (!again) throw answer;
      await pause(retryAfter.get(answer) ?? backoff * 2 ** tries * (0.5 + Math.random()), call.signal);
    }
  };

  return {
    prepare,
    send: sendOrThrow,
    json: async <T>(call: Call) => (await (await sendOrThrow(call)).json()) as T,
  };
}

/** A random key for one intention (a UUID v4); works in pages without a secure context too. */
export function mintKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Waits, unless the signal says stop. */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    if (signal?.aborted === true) return stop();
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

// No answer, time-out, too early, too many, or a server that is down or on its way up.
const transient = new Set([0, 408, 425, 429, 502, 503, 504]);
const retryAfter = new WeakMap<ProblemError, number>();

async function problemOf(response: Response): Promise<ProblemError> {
  let document: object = {};
  try {
    document = (await response.json()) as object;
  } catch {
    // Not ours: a proxy's page. The status says enough.
  }
  const problem = new ProblemError({
    code: "internal",
    title: response.statusText,
    ...document,
    status: response.status,
  });
  const seconds = Number(response.headers.get("retry-after") ?? NaN);
  if (seconds >= 0) retryAfter.set(problem, seconds * 1000);
  return problem;
}

function address(baseUrl: string, call: Call): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(call.query ?? {})) if (value !== undefined) query.set(name, String(value));
  const base = baseUrl === "" ? originOf() : baseUrl.replace(/\/$/, "");
  return `${base}${call.path}${query.size > 0 ? `?${query}` : ""}`;
}

// `new Request` wants an absolute address outside pages.
function originOf(): string {
  return (globalThis as { readonly location?: { readonly origin: string } }).location?.origin ?? "http://localhost";
}
