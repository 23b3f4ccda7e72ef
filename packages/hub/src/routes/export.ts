import type { Engine } from "../engine.js";
import { exportPerson, readExportedFile, type ExportHead, type ExportPart } from "../operations/export-person.js";
import type { App } from "./env.js";
import { jsonStream } from "./json-stream.js";
import { readQuery } from "./read-query.js";
import { queries } from "./shapes.js";
import { zipStream, type ZipEntry } from "./zip-stream.js";

/** All that a street holds on a person, written while it is read: as one JSON document, or with her files as a zip archive. */
export function exportRoutes(app: App, engine: Engine): void {
  app.get("/v1/streets/:street/export", async (c) => {
    const { format = "json", ...query } = readQuery(c.req.url, queries.export);
    const { street } = c.req.param();
    const { head, parts } = await exportPerson(engine, c.get("caller"), { street, ...query });
    const body = format === "zip" ? zipStream(entriesOf(engine, street, head, parts())) : jsonStream(head, parts());
    return c.body(body, 200, {
      "Content-Type": `application/${format}`,
      "Content-Disposition": `attachment; filename="${street}-${head.at.slice(0, 10)}.${format}"`,
    });
  });
}

/** `data.json`, then every file that it names. */
async function* entriesOf(
  engine: Engine,
  street: string,
  head: ExportHead,
  parts: AsyncGenerator<ExportPart, void>,
): AsyncGenerator<ZipEntry, void> {
  const files: { readonly id: string; readonly name: string }[] = [];
  const noted = async function* (): AsyncGenerator<ExportPart, void> {
    for await (const part of parts) {
      if (part.list === "files") files.push(...part.items);
      yield part;
    }
  };
  yield { name: "data.json", packed: false, chunks: chunksOf(jsonStream(head, noted())) };
  for (const { id, name } of files) {
    const bytes = await readExportedFile(engine, street, id);
    // Deleted while this was written: what is gone is not held.
    if (bytes === undefined) continue;
    yield { name: `files/${id}-${name.replace(/[\\/:*?"<>|]/g, "_")}`, packed: true, chunks: only(bytes) };
  }
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = stream.getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    yield value;
  }
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
