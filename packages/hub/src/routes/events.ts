import type { Engine } from "../engine.js";
import { readEvents } from "../operations/read-events.js";
import type { App, Ask } from "./env.js";
import { eventStream } from "./event-stream.js";
import { pageLink } from "./page-link.js";
import { readQuery } from "./read-query.js";
import { queries } from "./shapes.js";

/** Events of a street: in pages, or as a stream (server-sent events) that goes on where it was left. */
export function eventRoutes(app: App, engine: Engine): void {
  app.get("/v1/streets/:street/events", async (c) => {
    const query = readQuery(c.req.url, queries.events);
    const input = { street: c.req.param("street"), ...query };
    if (wantsStream(c)) {
      return streamOf(c, engine, { ...input, after: lastEventId(c) ?? query.after ?? "now" });
    }
    const { items, last, more } = await readEvents(engine, c.get("caller"), input);
    const page = { items, last, ...(more ? { next: String(last) } : {}) };
    return c.json(page, 200, pageLink(c.req.url, page));
  });
}

type Input = Parameters<typeof readEvents>[2];

async function streamOf(c: Ask, engine: Engine, input: Input): Promise<Response> {
  const caller = c.get("caller");
  const first = await readEvents(engine, caller, input);
  const stream = eventStream({
    first,
    read: (after) => readEvents(engine, caller, { ...input, after }),
    onPoke: (listener) => engine.pokes.on(input.street, listener),
    isOver: () => engine.clock() >= caller.expires,
    signal: c.req.raw.signal,
  });
  return c.body(stream, 200, {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store, no-transform",
    "X-Accel-Buffering": "no",
  });
}

function wantsStream(c: Ask): boolean {
  return /(?:^|,)\s*text\/event-stream\s*(?:;|,|$)/i.test(c.req.header("accept") ?? "");
}

function lastEventId(c: Ask): number | undefined {
  const id = c.req.header("last-event-id")?.trim() ?? "";
  return /^\d{1,15}$/.test(id) ? Number(id) : undefined;
}
