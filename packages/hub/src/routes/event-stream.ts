import type { EventView } from "@linli/contracts";
import type { EventsPage } from "../operations/read-events.js";

/** What a stream of events is made from. */
export interface EventStreamParts {
  /** The first events, already read, so that a reader who may not look is refused before the stream begins. */
  readonly first: EventsPage;
  readonly read: (after: number) => Promise<EventsPage>;
  /** Calls back when there may be new events; gives the way to stop. */
  readonly onPoke: (listener: () => void) => () => void;
  /** The token has ended: the stream ends, and its reader comes back with a new one. */
  readonly isOver: () => boolean;
  readonly signal: AbortSignal;
  /** How long without a poke until it looks by itself, in milliseconds. */
  readonly poll?: number;
  /** How long without an event until it shows that it is alive, in milliseconds. */
  readonly heartbeat?: number;
}

/**
 * Writes events as server-sent events (WHATWG HTML), `id` their number. It reads only as fast as it is read, looks again
 * at a poke or after a second, and first of all and every 15 s sends an event `ready` with the number up to which it
 * has looked, so that a reader who sees little does not start from far back.
 */
export function eventStream(parts: EventStreamParts): ReadableStream<Uint8Array> {
  const { poll = 1000, heartbeat = 15_000, signal } = parts;
  const encoder = new TextEncoder();
  let page: EventsPage | undefined = parts.first;
  let last = parts.first.last;
  let told = Date.now();
  let cancelled = false;
  const alarm = createAlarm(parts.onPoke);
  const stop = (): void => alarm.stop();
  if (signal.aborted) stop();
  signal.addEventListener("abort", stop, { once: true });

  /** The next events, or a sign of life, as text; `undefined`: the stream is over. */
  async function next(): Promise<string | undefined> {
    while (!alarm.stopped() && !parts.isOver()) {
      const { items, more, last: to } = page ?? (await parts.read(last));
      page = undefined;
      last = to;
      const text = items.length > 0 ? items.map(block).join("") : Date.now() - told >= heartbeat ? ready(last) : "";
      if (text !== "") return text;
      if (!more) await alarm.wait(Math.min(poll, heartbeat));
    }
    return undefined;
  }

  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(`retry: 2000\n${ready(parts.first.from)}`)),
      pull: async (controller) => {
        try {
          const text = await next();
          told = Date.now();
          if (text !== undefined) return controller.enqueue(encoder.encode(text));
          if (!cancelled) controller.close();
          stop();
        } catch (error) {
          stop();
          throw error;
        }
      },
      cancel: () => {
        cancelled = true;
        stop();
      },
    },
    { highWaterMark: 0 },
  );
}

function ready(seq: number): string {
  return `id: ${seq}\nevent: ready\ndata: {}\n\n`;
}

function block(event: EventView): string {
  return `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`;
}

interface Alarm {
  /** Resolves at a poke, one that came since the last wait included; after a time; or when it is stopped. */
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly stop: () => void;
  readonly stopped: () => boolean;
}

function createAlarm(onPoke: EventStreamParts["onPoke"]): Alarm {
  // Something may have happened since the first events were read.
  let poked = true;
  let over = false;
  let wake = (): void => undefined;
  const forget = onPoke(() => {
    poked = true;
    wake();
  });
  return {
    wait: (milliseconds) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => wake(), milliseconds);
        wake = () => {
          clearTimeout(timer);
          poked = false;
          wake = () => undefined;
          resolve();
        };
        if (poked || over) wake();
      }),
    stop: () => {
      over = true;
      forget();
      wake();
    },
    stopped: () => over,
  };
}
