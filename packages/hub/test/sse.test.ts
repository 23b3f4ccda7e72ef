import type { EventView } from "@linli/contracts";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { evening, openNingwei } from "./set-up/ningwei.js";
import type { Ningwei } from "./set-up/ningwei.js";

const street = "/v1/streets/ningwei";
let ningwei!: Ningwei;
let hour = 6;

beforeAll(async () => {
  ningwei = await openNingwei();
});
afterAll(() => ningwei?.close());

async function book(person: string): Promise<string> {
  if (hour === 20) throw new Error("The court closes at 21:00.");
  const two = String(hour).padStart(2, "0");
  const next = String((hour += 1)).padStart(2, "0");
  const record = {
    ...evening,
    period: { start: `2026-12-03T${two}:00:00+08:00`, end: `2026-12-03T${next}:00:00+08:00` },
  };
  const { status, body } = await ningwei.ask(person, `POST ${street}/records`, {
    body: { scenario: "sports.venues.court", record },
  });
  expect(status).toBe(201);
  return body.id;
}

const open: AbortController[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.abort();
});

/** Follows a stream: gives the next event each time, the numbers of `ready` beside it. */
async function follow(
  person: string,
  query = "",
  headers: { readonly [name: string]: string } = {},
): Promise<{ next: () => Promise<EventView>; ready: number[]; stop: () => void; ended: () => Promise<boolean> }> {
  const abort = new AbortController();
  open.push(abort);
  const request = await ningwei.request(person, `GET ${street}/events${query}`, {
    headers: { Accept: "text/event-stream", ...headers },
  });
  const response = await ningwei.hub.fetch(new Request(request, { signal: abort.signal }));
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const ready: number[] = [];
  const waiting: EventView[] = [];
  const pull = async (): Promise<boolean> => {
    const { done, value = "" } = await reader.read();
    for (const block of value.split("\n\n")) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      const id = Number(/^id: (\d+)$/m.exec(block)?.[1]);
      if (data === undefined) continue;
      if (block.includes("event: ready")) ready.push(id);
      else {
        const event = JSON.parse(data) as EventView;
        expect(event.seq).toBe(id);
        waiting.push(event);
      }
    }
    return done;
  };
  await pull();
  return {
    ready,
    next: async () => {
      while (waiting.length === 0) if (await pull()) throw new Error("The stream has ended.");
      return waiting.shift() as EventView;
    },
    stop: () => abort.abort(),
    ended: async () => {
      for (;;) if (await pull()) return true;
    },
  };
}

describe("events", () => {
  it("arrive as they happen, from now on, within a moment of the write", async () => {
    const xu = await ningwei.neighbour();
    await book(xu);
    const stream = await follow(xu);
    const started = Date.now();
    const record = await book(xu);
    const event = await stream.next();
    expect(event).toMatchObject({ type: "record.opened", record, to: "confirmed" });
    expect(Date.now() - started).toBeLessThan(900);
  });

  it("go on after the last one that arrived, none missing and none twice", async () => {
    const stream = await follow("jin");
    const first = await book("jin");
    const { seq } = await stream.next();
    stream.stop();
    const missed = [await book("jin"), await book("jin")];
    const again = await follow("jin", "", { "Last-Event-ID": String(seq) });
    const then = [(await again.next()).record, (await again.next()).record];
    expect([first, ...then]).toEqual([first, ...missed]);
  });

  it("of others are not mine", async () => {
    const stream = await follow("shen", "?mine=true");
    await book("qian");
    const mine = await book("shen");
    expect(await stream.next()).toMatchObject({ record: mine });
  });

  it("of one record are those of its life", async () => {
    const lu = await ningwei.neighbour();
    const id = await book(lu);
    await ningwei.ask(lu, `POST ${street}/records/${id}/actions/cancel`, { body: { input: { reason: "weather" } } });
    const { body } = await ningwei.ask(lu, `GET ${street}/events?record=${id}`);
    expect(body.items.map((event: EventView) => [event.type, event.to])).toEqual([
      ["record.opened", "confirmed"],
      ["record.acted", "cancelled"],
    ]);
  });

  it("come in pages too, in order, with where to go on", async () => {
    const wang = await ningwei.neighbour();
    for (let i = 0; i < 3; i += 1) await book(wang);
    const seen: number[] = [];
    let next: string | undefined = `${street}/events?mine=true&limit=2&after=0`;
    let last = 0;
    while (next !== undefined) {
      const answer: Awaited<ReturnType<Ningwei["ask"]>> = await ningwei.ask(wang, `GET ${next}`);
      seen.push(...answer.body.items.map((event: EventView) => event.seq));
      last = answer.body.last;
      next = /<([^>]+)>/.exec(answer.headers.get("link") ?? "")?.[1];
    }
    expect(seen).toHaveLength(3);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(last).toBeGreaterThanOrEqual(seen.at(-1) as number);
    expect((await ningwei.ask(wang, `GET ${street}/events?mine=true&after=${last}`)).body.items).toEqual([]);
  });

  it("without a token, or of a street that there is none of, do not begin", async () => {
    expect(
      (await ningwei.ask("qian", "GET /v1/streets/nowhere/events", { headers: { Accept: "text/event-stream" } }))
        .status,
    ).toBe(404);
    expect(
      (await ningwei.ask(undefined, `GET ${street}/events`, { headers: { Accept: "text/event-stream" } })).status,
    ).toBe(401);
  });

  it("are not followed after the end of the token, nor by one who went away", async () => {
    const stream = await follow("qian");
    stream.stop();
    expect(await stream.ended().catch(() => true)).toBe(true);
  });
});
