import { ProblemError } from "../engine.js";
import type { Engine } from "../engine.js";
import { largestFile, takeIn } from "../files/take-in.js";
import { keepFile } from "../operations/keep-file.js";
import { readFile } from "../operations/read-file.js";
import type { App } from "./env.js";
import { contentDisposition, fileName } from "./file-name.js";
import { idempotencyKey } from "./idempotency-key.js";
import { readBytes } from "./read-bytes.js";

/** Files that records name: taken in as bytes, without where and when they were made; read by who may see the record. */
export function fileRoutes(app: App, engine: Engine): void {
  app.post("/v1/streets/:street/files", async (c) => {
    const key = idempotencyKey(c.req.raw);
    const name = fileName(c.req.header("x-file-name"));
    const taken = takeIn(await readBytes(c.req.raw, largestFile));
    if (taken === undefined) throw new ProblemError("unsupported-type");
    // Once it is smaller, what was written into it anew is taken out as well.
    const scaled = await engine.scaleImage?.(taken.type, taken.bytes);
    const file = scaled === undefined || scaled === taken.bytes ? taken : (takeIn(scaled) ?? taken);
    const { street } = c.req.param();
    const answer = await keepFile(engine, c.get("caller"), { street, file: { name, ...file }, key });
    if (answer.replayed) c.header("Idempotent-Replayed", "true");
    return c.json(answer.body, answer.status, { Location: `/v1/streets/${street}/files/${answer.body.id}` });
  });

  app.get("/v1/streets/:street/files/:id", async (c) => {
    const { file, bytes } = await readFile(engine, c.get("caller"), c.req.param());
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      "Content-Type": file.type,
      "Content-Length": String(bytes.length),
      "Content-Disposition": contentDisposition(file),
    });
  });
}
