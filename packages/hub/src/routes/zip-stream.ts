import { Zip, ZipDeflate, ZipPassThrough } from "fflate";

/** A file of an archive, as it is read. */
export interface ZipEntry {
  readonly name: string;
  /** What is packed already (photos, films) is only put in. */
  readonly packed: boolean;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Writes a zip archive file by file. It reads on only as fast as it is read, and holds one piece at a time. */
export function zipStream(entries: AsyncIterable<ZipEntry>): ReadableStream<Uint8Array> {
  const pieces = piecesOf(entries);
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { value, done } = await pieces.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => {
        await pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
}

async function* piecesOf(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array, void> {
  const ready: Uint8Array[] = [];
  let failed: Error | undefined;
  const zip = new Zip((error, piece) => {
    if (error) failed = error;
    else ready.push(piece);
  });
  const taken = function* (): Generator<Uint8Array, void> {
    if (failed) throw failed;
    yield* ready.splice(0);
  };
  for await (const { name, packed, chunks } of entries) {
    const file = packed ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    zip.add(file);
    for await (const chunk of chunks) {
      file.push(chunk);
      yield* taken();
    }
    file.push(new Uint8Array(0), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}
