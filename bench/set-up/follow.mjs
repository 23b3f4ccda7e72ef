/**
 * Follows a hub's stream of events (server-sent events) from an event on.
 * @returns `events` seen so far; `until(seq, patience)`: waits until it has looked that far; `close()`.
 */
export async function follow(url, { token, after }) {
  const stop = new AbortController();
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}`, accept: "text/event-stream", "last-event-id": String(after) },
    signal: stop.signal,
  });
  if (!response.ok) throw new Error(`The stream was refused: ${response.status} ${await response.text()}`);
  const events = [];
  let last = after;
  const reading = (async () => {
    let text = "";
    for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
      text += part;
      for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        const fields = Object.fromEntries(
          text
            .slice(0, end)
            .split("\n")
            .map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]),
        );
        text = text.slice(end + 2);
        if (fields.id !== undefined) last = Number(fields.id);
        if (fields.data !== undefined && fields.event === undefined) events.push(JSON.parse(fields.data));
      }
    }
  })();
  reading.catch(() => undefined);
  return {
    events,
    until: async (seq, patience) => {
      for (const end = performance.now() + patience; last < seq && performance.now() < end;)
        await new Promise((resolve) => setTimeout(resolve, 20));
    },
    close: () => stop.abort(),
  };
}
