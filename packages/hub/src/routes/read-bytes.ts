import { ProblemError } from "../engine.js";
import { concat } from "../files/concat.js";

/**
 * Reads a body, and stops reading as soon as it is larger than it may be, whatever its `Content-Length` says.
 * @param limit In bytes.
 * @throws ProblemError too-large
 */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw new ProblemError("too-large");
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
