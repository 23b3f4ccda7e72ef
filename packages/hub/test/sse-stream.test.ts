import { afterEach, describe, expect, it } from "vitest";
import type { EventView } from "@linli/contracts";
import { eventStream } from "../src/routes/event-stream.js";

/** A street's events, in the order in which they were written. */
function events(): {
  readonly write: (...seqs: number[]) => void;
  readonly parts: Parameters<typeof eventStream>[0];
  readonly abort: AbortController;
  readonly listeners: Set<() => void>;
} {
  const written: EventView[] = [];
  const listeners = new Set<() => void>();
  const abort = new AbortController();
  return {
    write: (...seqs) => {
      for (const seq of seqs)
        written.push({ seq, id: `e-${seq}`, at: "2026-12-01T09:00:00+08:00", type: "record.opened" });
      for (const listener of listeners) listener();
    },
    abort,
    listeners,
    parts: {
      first: { items: [], from: 0, last: 0, more: false },
      read: (after) => {
        const items = written.filter((event) => event.seq > after).slice(0, 2);
        return Promise.resolve({
          items,
          from: after,
          last: items.at(-1)?.seq ?? after,
          more: written.some((event) => event.seq > (items.at(-1)?.seq ?? after)),
        });
      },
      onPoke: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      isOver: () => false,
      signal: abort.signal,
    },
  };
}

const open: ReadableStreamDefaultReader<Uint8Array>[] = [];
afterEach(() => Promise.all(open.splice(0).map((reader) => reader.cancel())));

function reading(stream: ReadableStream<Uint8Array>): () => Promise<string | undefined> {
  const reader = stream.getReader();
  open.push(reader);
  return async () => {
    const { value } = await reader.read();
    return value && new TextDecoder().decode(value);
  };
}

describe("a stream of events", () => {
  it("says first how far it has looked, then every event once and in order", async () => {
    const street = events();
    const next = reading(eventStream(street.parts));
    expect(await next()).toBe("retry: 2000\nid: 0\nevent: ready\ndata: {}\n\n");
    street.write(1, 2, 3);
    expect((await next())?.match(/^id: \d+/gm)).toEqual(["id: 1", "id: 2"]);
    expect((await next())?.match(/^id: \d+/gm)).toEqual(["id: 3"]);
  });

  it("wakes at a poke and does not wait for its own look", async () => {
    const street = events();
    const next = reading(eventStream({ ...street.parts, poll: 60_000 }));
    await next();
    const waited = next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    street.write(1);
    expect(await waited).toContain("id: 1\n");
  });

  it("finds by itself what nobody poked about", async () => {
    const street = events();
    const next = reading(eventStream({ ...street.parts, onPoke: () => () => undefined, poll: 20 }));
    await next();
    const waited = next();
    street.write(1);
    expect(await waited).toContain("id: 1\n");
  });

  it("shows that it is alive, and how far it has looked past what this reader may not see", async () => {
    const street = events();
    const parts = {
      ...street.parts,
      read: () => Promise.resolve({ items: [], from: 0, last: 41, more: false }),
      poll: 5,
      heartbeat: 20,
    };
    const next = reading(eventStream(parts));
    await next();
    expect(await next()).toBe("id: 41\nevent: ready\ndata: {}\n\n");
  });

  it("ends when the token does, and when its reader goes away", async () => {
    const street = events();
    let over = false;
    const next = reading(eventStream({ ...street.parts, isOver: () => over, poll: 5 }));
    await next();
    over = true;
    expect(await next()).toBeUndefined();
    expect(street.listeners.size).toBe(0);

    const other = reading(eventStream(street.parts));
    await other();
    const waited = other();
    street.abort.abort();
    expect(await waited).toBeUndefined();
    expect(street.listeners.size).toBe(0);
  });

  it("reads no faster than it is read", async () => {
    const street = events();
    let reads = 0;
    const parts = { ...street.parts, read: (after: number) => (reads++, street.parts.read(after)) };
    street.write(...Array.from({ length: 100 }, (_, i) => i + 1));
    const next = reading(eventStream(parts));
    await next();
    await next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(reads).toBe(1);
  });
});
