import { createAdaptorServer, type Http2Bindings, type HttpBindings } from "@hono/node-server";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { compressed } from "./node/compressed.js";
import { createEndings } from "./node/endings.js";
import { trackSockets } from "./node/open-sockets.js";
import { pageHeaders } from "./node/page-headers.js";
import { createStaticFiles } from "./node/static-files.js";

/** What of a hub is served. */
export interface ServedHub {
  readonly fetch: (request: Request, from?: { readonly address?: string }) => Response | Promise<Response>;
  readonly tick: () => Promise<unknown>;
}

/** How a hub is served. */
export interface ServeOptions {
  /** 0: any that is free. */
  readonly port: number;
  /** Absent: this machine only. */
  readonly host?: string;
  /** Folders of files to serve, by where they are mounted, for example `{ "/": "pages", "/widgets": "cdn" }`. */
  readonly staticFolders?: { readonly [mount: string]: string };
  /** What else answers, by the path below which it lies, for example `{ "/identity": identity.handle }`. */
  readonly mounts?: { readonly [path: string]: (request: IncomingMessage, response: ServerResponse) => void };
  /** Addresses come from a proxy's `X-Forwarded-For`: the last, which the proxy has added itself. */
  readonly trustProxy?: boolean;
  /** Content-Security-Policy of pages; absent: `pagePolicy`. */
  readonly csp?: string;
  /** Told what a tick or a request threw; absent: written to the console. */
  readonly onError?: (error: unknown) => void;
  /** How long requests under way may still take when it closes, in milliseconds; absent: 5000. */
  readonly grace?: number;
}

/** A hub that is being served. */
export interface Serving {
  /** For example `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly port: number;
  /** Says from now on that it is not ready, so that no more requests are sent here; those that come are answered. */
  readonly drain: () => void;
  /** Stops taking requests, ends event streams, lets requests under way finish, and stops the hub's clocks. */
  readonly close: () => Promise<void>;
}

/** Where the hub answers by itself; everything else is a file. */
const ofHub = /^\/(?:v1|development)(?:\/|$)|^\/(?:healthz?|readyz)$/;

/**
 * Serves a hub over HTTP on Node, with files beside it, and lets its clocks run, once a second. The hub itself stays
 * open when serving ends: whoever made it closes it.
 * @example
 * const serving = await serveHub(hub, { port: 8080, staticFolders: { "/": "pages" } });
 * console.log(serving.url);
 */
export async function serveHub(hub: ServedHub, options: ServeOptions): Promise<Serving> {
  const onError = options.onError ?? ((error: unknown) => console.error(error));
  let draining = false;
  const endings = createEndings();
  const files = createStaticFiles(options.staticFolders ?? {}, pageHeaders(options.csp));
  const server = createAdaptorServer({
    createServer: withMounts(options.mounts ?? {}),
    fetch: async (request: Request, { incoming }: HttpBindings | Http2Bindings) => {
      if (!ofHub.test(new URL(request.url).pathname)) return files(request);
      if (draining && new URL(request.url).pathname === "/readyz")
        return Response.json({ status: "not-ready", failing: ["draining"] }, { status: 503 });
      const from = addressOf(incoming, options.trustProxy === true);
      return endings.track(await compressed(request, await hub.fetch(request, from)));
    },
  }) as Server;
  const endIdle = trackSockets(server);
  await listening(server, options.port, options.host ?? "127.0.0.1");
  const stopTicking = everySecond(() => hub.tick(), onError);
  const { port } = server.address() as AddressInfo;
  const host = options.host ?? "127.0.0.1";
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    port,
    drain: () => void (draining = true),
    close: async () => {
      await stopTicking();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      endings.endAll();
      // A connection whose last answer goes out only now is idle a moment later.
      endIdle();
      const idle = setInterval(endIdle, 50);
      const force = setTimeout(() => server.closeAllConnections(), options.grace ?? 5000);
      await closed;
      clearInterval(idle);
      clearTimeout(force);
    },
  };
}

/** Where a request comes from. */
function addressOf(
  incoming: (HttpBindings | Http2Bindings)["incoming"],
  trustProxy: boolean,
): { readonly address?: string } {
  const forwarded = String(incoming.headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  const address = trustProxy && forwarded ? forwarded : incoming.socket.remoteAddress;
  return address === undefined ? {} : { address };
}

/** A server that leaves requests below some paths to others. */
function withMounts(mounts: NonNullable<ServeOptions["mounts"]>): typeof createServer {
  const paths = Object.entries(mounts);
  const take = (listener: RequestListener): RequestListener => {
    return (request, response) => {
      const path = (request.url ?? "").replace(/[?#].*$/, "");
      const found = paths.find(([mount]) => path === mount || path.startsWith(`${mount}/`));
      return found === undefined ? listener(request, response) : found[1](request, response);
    };
  };
  return ((options: object, listener: RequestListener) => createServer(options, take(listener))) as typeof createServer;
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** Runs again a second after the last run ended, never two at once; gives the way to stop and wait for the one under way. */
function everySecond(run: () => Promise<unknown>, onError: (error: unknown) => void): () => Promise<void> {
  let under: Promise<void> = Promise.resolve();
  let timer = setTimeout(next, 1000);
  let stopped = false;
  function next(): void {
    under = run()
      .then(() => undefined, onError)
      .then(() => {
        if (!stopped) timer = setTimeout(next, 1000);
      });
  }
  return () => {
    stopped = true;
    clearTimeout(timer);
    return under;
  };
}
