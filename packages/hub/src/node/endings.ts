/** Ends event streams from outside, so that a server can close. */
export interface Endings {
  /** The same answer; if it is an event stream, one that `endAll` ends. */
  readonly track: (response: Response) => Response;
  readonly endAll: () => void;
}

/** Keeps the event streams that are open. */
export function createEndings(): Endings {
  const open = new Set<() => void>();
  return {
    track: (response) => {
      const type = response.headers.get("content-type") ?? "";
      // The server sends a body that nobody has looked at in a shorter way.
      const body = type.startsWith("text/event-stream") ? response.body : null;
      return body === null ? response : new Response(endable(body, open), response);
    },
    endAll: () => {
      for (const end of [...open]) end();
    },
  };
}

function endable(body: ReadableStream<Uint8Array>, open: Set<() => void>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let end = (): void => undefined;
  return new ReadableStream({
    start: (controller) => {
      end = () => {
        open.delete(end);
        controller.close();
        void reader.cancel();
      };
      open.add(end);
    },
    pull: async (controller) => {
      const { done, value } = await reader.read();
      if (!open.has(end)) return;
      if (done) end();
      else controller.enqueue(value);
    },
    cancel: (reason) => {
      open.delete(end);
      return reader.cancel(reason);
    },
  });
}
