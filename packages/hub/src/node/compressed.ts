import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const asGzip = promisify(gzip);
const asBrotli = promisify(brotliCompress);

/** The encodings that a caller takes, best first (RFC 9110 section 12.5.3). */
export function encodingsOf(request: Request): readonly ("br" | "gzip")[] {
  const accepted = request.headers.get("accept-encoding") ?? "";
  return (["br", "gzip"] as const).filter((name) =>
    new RegExp(`(?:^|[\\s,])${name}\\s*(?:$|,|;(?!\\s*q=0(?:\\.0*)?\\s*(?:,|$)))`, "i").test(accepted),
  );
}

/** Whether a media type is text, so that compressing it saves something. */
export function isCompressible(type: string): boolean {
  return /^(?:text\/(?!event-stream)|application\/(?:[\w.-]+\+)?(?:json|javascript|xml)|image\/svg\+xml|application\/wasm)/.test(
    type,
  );
}

/** Compresses bytes: quickly, for answers that are made once. */
export function compress(bytes: Uint8Array, encoding: "br" | "gzip"): Promise<Uint8Array<ArrayBuffer>> {
  return encoding === "gzip"
    ? asGzip(bytes, { level: 6 })
    : asBrotli(bytes, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
      });
}

/** The answer, compressed where it is text of more than 1 kB and the caller takes it so. Streams are left alone. */
export async function compressed(request: Request, response: Response): Promise<Response> {
  const type = response.headers.get("content-type") ?? "";
  if (request.method !== "GET" || response.status !== 200 || !isCompressible(type)) return response;
  response.headers.append("Vary", "Accept-Encoding");
  const [encoding] = encodingsOf(request);
  if (encoding === undefined) return response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  if (bytes.length <= 1024) return new Response(bytes, { status: 200, headers });
  headers.set("Content-Encoding", encoding);
  return new Response(await compress(bytes, encoding), { status: 200, headers });
}
