import type { StreetContext } from "../street/context.js";

const calm = 400;

/**
 * Follows what happens and tells it in batches: one act gives several events, and a list need not move for each.
 * Ends when the signal says so.
 */
export async function follow(
  street: StreetContext,
  query: { readonly mine: boolean; readonly signal: AbortSignal },
  tell: (records: ReadonlySet<string>) => Promise<void>,
): Promise<void> {
  const { mine, signal } = query;
  let waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    const records = waiting;
    waiting = new Set();
    timer = undefined;
    // What cannot be read again is shown as it was.
    if (!signal.aborted) tell(records).catch(() => undefined);
  };
  for await (const { record } of street.client.events({ ...(mine && { mine }), signal })) {
    if (record === undefined) continue;
    waiting.add(record);
    timer ??= setTimeout(flush, calm);
  }
  clearTimeout(timer);
}
