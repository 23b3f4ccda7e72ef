import type { EventView } from "@linli/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHub } from "../src/hub.js";
import type { Hub } from "../src/hub.js";
import { serveHub } from "../src/node.js";
import type { Serving } from "../src/node.js";
import { postgres } from "../src/postgres.js";
import { evening, openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";
import { startPostgres } from "./set-up/postgres.js";
import type { TestServer } from "./set-up/postgres.js";
import { hubBundle } from "./set-up/runnable.js";

const street = "/v1/streets/ningwei";
let server: TestServer | undefined;
let ningwei!: Ningwei;
let other: Hub | undefined;
let serving: Serving | undefined;

beforeAll(async () => {
  server = await startPostgres();
  const url = await server.database();
  ningwei = await openNingwei(await postgres({ url }));
  other = await createHub({
    database: await postgres({ url }),
    bundle: hubBundle,
    issuers: [ningwei.development.issuer],
    secrets: { seal: "a secret of thirty-two characters" },
  });
  serving = await serveHub(other, { port: 0 });
});
afterAll(async () => {
  await serving?.close();
  await other?.close();
  await ningwei?.close();
  await server?.stop();
});

/** The hours of a court's week that nobody has taken: 7 days of 12. */
const hours = Array.from({ length: 84 }, (_, i) => {
  const two = (n: number): string => String(n).padStart(2, "0");
  const [day, hour] = [two(2 + Math.floor(i / 12)), 6 + (i % 12)];
  return { start: `2026-12-${day}T${two(hour)}:00:00+08:00`, end: `2026-12-${day}T${two(hour + 1)}:00:00+08:00` };
});

describe("a follower on one hub, while sixteen write on another", () => {
  it("sees every event, once and in order, soon after it was written", async () => {
    const writers = await Promise.all(Array.from({ length: 16 }, () => ningwei.neighbour()));
    const token = await ningwei.development.token("hu");
    const abort = new AbortController();
    const response = await fetch(`${serving!.url}${street}/events`, {
      headers: { Authorization: `Bearer ${token}`, Accept: "text/event-stream" },
      signal: abort.signal,
    });
    const seen: EventView[] = [];
    const reading = (async () => {
      let rest = "";
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        const blocks = `${rest}${chunk}`.split("\n\n");
        rest = blocks.pop() ?? "";
        for (const block of blocks)
          if (!block.includes("event: ready") && block.includes("data: "))
            seen.push(JSON.parse(/^data: (.*)$/m.exec(block)![1]!) as EventView);
      }
    })().catch(() => undefined);

    const opened: string[] = [];
    await Promise.all(
      writers.map(async (writer, w) => {
        for (const period of [hours[w * 3], hours[w * 3 + 1], hours[w * 3 + 2]]) {
          const record = { ...evening, period };
          const { status, body } = await ningwei.ask(writer, `POST ${street}/records`, {
            body: { scenario: "sports.venues.court", record },
          });
          expect(status, JSON.stringify(body)).toBe(201);
          opened.push(body.id);
        }
      }),
    );
    await expect.poll(() => seen.length, { timeout: 3000 }).toBe(48);
    abort.abort();
    await reading;
    expect(seen.map((event) => event.record).sort()).toEqual(opened.sort());
    expect(seen.map((event) => event.seq)).toEqual(seen.map((event) => event.seq).sort((a, b) => a - b));
    expect(new Set(seen.map((event) => event.seq)).size).toBe(48);
  });
});
