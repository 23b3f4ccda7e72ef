/** Some items of one of a document's lists. Parts of one list follow each other. */
export interface ListPart {
  readonly list: string;
  readonly items: readonly object[];
}

/**
 * Writes a JSON object whose last members are lists that may be long: its head, then list by list. It reads on only as fast as
 * it is read.
 */
export function jsonStream(head: object, parts: AsyncGenerator<ListPart, void>): ReadableStream<Uint8Array> {
  const texts = textsOf(head, parts);
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { value, done } = await texts.next();
        if (done === true) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: async () => {
        await texts.return();
      },
    },
    { highWaterMark: 0 },
  );
}

async function* textsOf(head: object, parts: AsyncGenerator<ListPart, void>): AsyncGenerator<string, void> {
  yield JSON.stringify(head).slice(0, -1);
  let open: string | undefined;
  let comma = "";
  for await (const { list, items } of parts) {
    if (list !== open) {
      yield `${open === undefined ? "" : "]"},${JSON.stringify(list)}:[`;
      [open, comma] = [list, ""];
    }
    for (const item of items) {
      yield comma + JSON.stringify(item);
      comma = ",";
    }
  }
  yield open === undefined ? "}" : "]}";
}
