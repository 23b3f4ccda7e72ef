import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, afterAll, describe, expect, it } from "vitest";
import { serveHub } from "../src/node.js";
import type { ServeOptions, ServedHub, Serving } from "../src/node.js";

let folder: string;
const serving: Serving[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linli-serving-"));
  await mkdir(join(folder, "pages/guide"), { recursive: true });
  await mkdir(join(folder, "cdn"));
  await writeFile(join(folder, "pages/index.html"), "<!doctype html><title>宁围街道</title>");
  await writeFile(join(folder, "pages/guide/index.html"), "<!doctype html><title>Guide</title>");
  await writeFile(join(folder, "pages/big.css"), ".a{color:red}".repeat(500));
  await writeFile(join(folder, "pages/.secret"), "no");
  await writeFile(join(folder, "cdn/linli.js"), "export const plain = true;");
  await writeFile(join(folder, "cdn/linli.js.br"), "brotli, or so it is said");
  await writeFile(join(folder, "outside.txt"), "no");
});

afterAll(() => rm(folder, { recursive: true }));
afterEach(async () => {
  for (const one of serving.splice(0)) await one.close();
});

const quiet: ServedHub = { fetch: () => Response.json({ ok: true }), tick: () => Promise.resolve() };

async function serve(hub: Partial<ServedHub> = {}, options: Partial<ServeOptions> = {}): Promise<string> {
  const staticFolders = { "/": join(folder, "pages"), "/widgets": join(folder, "cdn") };
  const one = await serveHub({ ...quiet, ...hub }, { port: 0, staticFolders, ...options });
  serving.push(one);
  return one.url;
}

/** The path as it is, where `fetch` would tidy it up. */
function statusOf(url: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(url, { path }, (response) => resolve(response.resume().statusCode))
      .on("error", reject)
      .end();
  });
}

describe("a page", () => {
  it("comes with a policy that lets it run nothing but its own files", async () => {
    const response = await fetch(`${await serve()}/`);
    expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const policy = response.headers.get("content-security-policy") ?? "";
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "require-trusted-types-for 'script'",
      "trusted-types lit-html",
    ])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  it("of a folder is found with its slash", async () => {
    const url = await serve();
    expect(await (await fetch(`${url}/guide`)).text()).toContain("Guide");
    expect((await fetch(`${url}/guide`, { redirect: "manual" })).headers.get("location")).toBe("/guide/");
  });
});

describe("a file", () => {
  it("is sent as it lies there compressed, to who takes it so", async () => {
    const url = await serve();
    const raw = (encoding: string): Promise<string> =>
      new Promise((resolve, reject) => {
        httpRequest(`${url}/widgets/linli.js`, { headers: { "accept-encoding": encoding } }, (response) => {
          let text = "";
          response
            .on("data", (chunk: Buffer) => (text += chunk.toString()))
            .on("end", () => resolve(`${response.headers["content-encoding"] ?? "-"} ${text}`));
        })
          .on("error", reject)
          .end();
      });
    expect(await raw("gzip, br")).toBe("br brotli, or so it is said");
    expect(await raw("br;q=0")).toBe("- export const plain = true;");
    expect(await raw("identity")).toBe("- export const plain = true;");
  });

  it("is compressed once where it does not lie there so", async () => {
    const url = await serve();
    const response = await fetch(`${url}/big.css`, { headers: { "accept-encoding": "gzip" } });
    expect(response.headers.get("content-encoding")).toBe("gzip");
    expect(Number(response.headers.get("content-length"))).toBeLessThan(200);
    expect((await response.text()).length).toBe(6500);
  });

  it("is not sent again to who has it", async () => {
    const url = await serve();
    const tag = (await fetch(`${url}/big.css`)).headers.get("etag") ?? "";
    expect((await fetch(`${url}/big.css`, { headers: { "if-none-match": tag } })).status).toBe(304);
  });

  it("may be imported by pages of other origins", async () => {
    const response = await fetch(`${await serve()}/widgets/linli.js`);
    expect(response.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  });

  it.each([
    "/.secret",
    "/../outside.txt",
    "/%2e%2e/outside.txt",
    "/..%2foutside.txt",
    "/..%5coutside.txt",
    "/widgets/../../outside.txt",
    "/%00",
    "/%zz",
    "/nowhere",
  ])("that is not meant to be served is not: %s", async (path) => {
    expect(await statusOf(await serve(), path)).toBe(404);
  });

  it("can't be written", async () => {
    expect((await fetch(`${await serve()}/big.css`, { method: "PUT", body: "x" })).status).toBe(405);
  });
});

describe("a served hub", () => {
  it("answers under its own addresses, compressed where that saves something", async () => {
    const url = await serve({
      fetch: (request) => Response.json({ path: new URL(request.url).pathname, filler: "邻里".repeat(2000) }),
    });
    for (const path of ["/v1/streets/ningwei", "/health", "/development/people"]) {
      const response = await fetch(`${url}${path}`, { headers: { "accept-encoding": "gzip" } });
      expect(response.headers.get("content-encoding")).toBe("gzip");
      expect(await response.json()).toMatchObject({ path });
    }
    expect((await fetch(`${url}/v10`)).status).toBe(404);
  });

  it("has its clocks run, and goes on after one that failed", async () => {
    let ticks = 0;
    const errors: unknown[] = [];
    const tick = (): Promise<void> => {
      ticks += 1;
      return ticks === 1 ? Promise.reject(new Error("the data base was away")) : Promise.resolve();
    };
    await serve({ tick }, { onError: (error) => errors.push(error) });
    await expect.poll(() => ticks, { timeout: 5000 }).toBeGreaterThan(1);
    expect(errors).toHaveLength(1);
  });

  it("that closes ends its event streams cleanly and lets a request finish", async () => {
    let release = (): void => undefined;
    let cancelled = false;
    let asked = 0;
    const stream = (): Response =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(new TextEncoder().encode("retry: 2000\n\n")),
          cancel: () => {
            cancelled = true;
          },
        }),
        { headers: { "Content-Type": "text/event-stream" } },
      );
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    const one = await serveHub(
      {
        ...quiet,
        fetch: async (request) => {
          asked += 1;
          if (request.url.endsWith("/events")) return stream();
          await slow;
          return Response.json({ done: true });
        },
      },
      { port: 0 },
    );
    const events = await fetch(`${one.url}/v1/streets/ningwei/events`);
    const reader = events.body!.getReader();
    await reader.read();
    const under = fetch(`${one.url}/v1/streets/ningwei/records`);
    await expect.poll(() => asked).toBe(2);
    const closed = one.close();
    expect((await reader.read()).done).toBe(true);
    expect(cancelled).toBe(true);
    release();
    expect(await (await under).json()).toEqual({ done: true });
    await closed;
    await expect(fetch(`${one.url}/health`)).rejects.toThrow();
  });

  it("tells a stream when its reader has gone", async () => {
    let cancelled = false;
    const endless = new ReadableStream({
      pull: async (controller) => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        controller.enqueue(new TextEncoder().encode(": \n\n"));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    const url = await serve({
      fetch: () => new Response(endless, { headers: { "Content-Type": "text/event-stream" } }),
    });
    const abort = new AbortController();
    const response = await fetch(`${url}/v1/streets/ningwei/events`, { signal: abort.signal });
    await response.body!.getReader().read();
    abort.abort();
    await expect.poll(() => cancelled, { timeout: 3000 }).toBe(true);
  });

  it("that can't have its port says so", async () => {
    const url = await serve();
    await expect(serveHub(quiet, { port: Number(new URL(url).port) })).rejects.toThrow("EADDRINUSE");
  });
});
