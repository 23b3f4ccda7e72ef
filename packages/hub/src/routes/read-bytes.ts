import { ProblemError } from "../engine.js";
import { concat } from "../files/concat.js";

/**
 * Reads a body. Without a `Content-Length` it stops reading as soon as the body is larger than it may be.
 * @param limit In bytes.
 * @throws ProblemError too-large
 */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = request.headers.get("content-length");
  if (Number(declared ?? 0) > limit) throw new ProblemError("too-large");
  if (declared !== null) {
    // HTTP carries no more than was declared, and a server hands over a whole body more quickly than a stream.
    const bytes = new Uint8Array(await request.arrayBuffer());
    if (bytes.length > limit) throw new ProblemError("too-large");
    return bytes;
  }
  if (request.body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concat(parts);
    size += value.length;
    if (size > limit) {
      void reader.cancel().catch(() => undefined);
      throw new ProblemError("too-large");
    }
    parts.push(value);
  }
}
