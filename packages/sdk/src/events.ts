import type { EventView } from "@linli/contracts";
import { createParser, type EventSourceMessage } from "eventsource-parser";
import { pause, type Transport } from "./transport.js";

/** Which events to follow, and from where. */
export interface EventQuery {
  /** Only of records that the caller has to do with. */
  readonly mine?: boolean;
  readonly record?: string;
  /** The last event that is known: what came after it comes first. Absent: from now on. */
  readonly after?: number;
  readonly signal?: AbortSignal;
}

/** Follows a street's events: reconnects with back-off and goes on after the last one that arrived; none twice. */
export async function* followEvents(
  transport: Transport,
  path: string,
  query: EventQuery,
): AsyncGenerator<EventView, void, undefined> {
  const { signal } = query;
  const stopped = () => signal?.aborted === true;
  let after = query.after;
  for (let failures = 0; !stopped();) {
    try {
      const response = await transport.send({
        method: "GET",
        path,
        query: { mine: query.mine, record: query.record },
        headers: { accept: "text/event-stream", ...(after === undefined ? {} : { "last-event-id": String(after) }) },
        signal,
      });
      for await (const message of messages(response)) {
        failures = 0;
        if (message.id !== undefined && message.id !== "") after = Number(message.id);
        if (message.data !== "" && message.event !== "ready") yield JSON.parse(message.data) as EventView;
      }
    } catch (error) {
      if (stopped()) return;
      const status = (error as { readonly status?: number }).status ?? 0;
      if (status >= 400 && status < 500 && status !== 408 && status !== 429) throw error;
      failures++;
    }
    if (stopped()) return;
    await pause(Math.min(30_000, 250 * 2 ** failures) * (0.5 + Math.random()), signal).catch(() => undefined);
  }
}

async function* messages(response: Response): AsyncGenerator<EventSourceMessage, void, undefined> {
  const reader = response.body
    ?.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  if (reader === undefined) return;
  const waiting: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (event) => waiting.push(event) });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      parser.feed(value);
      yield* waiting.splice(0);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
