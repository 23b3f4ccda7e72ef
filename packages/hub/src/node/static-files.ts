import { readFile, stat } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";
import { compress, encodingsOf, isCompressible } from "./compressed.js";

const types: { readonly [extension: string]: string } = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".pdf": "application/pdf",
};

/** A file as it is sent: its bytes in one encoding. */
interface Sent {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly encoding?: "br" | "gzip";
}

/**
 * Serves files of folders, by where they are mounted: `x.js.br` or `x.js.gz` beside `x.js` where the caller takes it,
 * else compressed once and kept; `index.html` for a folder. Names that begin with a point are not served.
 * @param folders Mount (`/`, `/widgets`) to folder.
 * @param pageHeaders Headers of every page.
 */
export function createStaticFiles(
  folders: { readonly [mount: string]: string },
  pageHeaders: { readonly [name: string]: string },
): (request: Request) => Promise<Response> {
  const mounts = Object.entries(folders)
    .map(([mount, folder]) => ({ mount: mount.endsWith("/") ? mount : `${mount}/`, folder: resolve(folder) }))
    .sort((a, b) => b.mount.length - a.mount.length);
  const made = new Map<string, Promise<Sent>>();

  return async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD")
      return plain(405, "Method not allowed", { Allow: "GET, HEAD" });
    const url = new URL(request.url);
    const path = safePath(url.pathname);
    const found = path === undefined ? undefined : await findFile(path, mounts);
    if (found === undefined) return plain(404, "Not found");
    if (found.folder) return plain(308, "", { Location: `${url.pathname}/${url.search}` });
    const headers = headersOf(found, pageHeaders);
    if (matches(request.headers.get("if-none-match"), found.tag)) return new Response(null, { status: 304, headers });
    const sent = await inEncoding(found, encodingsOf(request), made);
    if (sent.encoding) headers.set("Content-Encoding", sent.encoding);
    headers.set("Content-Length", String(sent.bytes.length));
    return new Response(request.method === "HEAD" ? null : sent.bytes, { headers });
  };
}

interface Found {
  readonly file: string;
  readonly type: string;
  readonly tag: string;
  readonly folder: boolean;
}

function safePath(pathname: string): string | undefined {
  try {
    const path = decodeURIComponent(pathname);
    return /[\0\\]|(?:^|\/)\./.test(path) ? undefined : path;
  } catch {
    return undefined;
  }
}

async function findFile(
  path: string,
  mounts: readonly { readonly mount: string; readonly folder: string }[],
): Promise<Found | undefined> {
  for (const { mount, folder } of mounts) {
    if (!`${path}/`.startsWith(mount)) continue;
    const file = join(folder, path.slice(mount.length), path.endsWith("/") ? "index.html" : "");
    if (!file.startsWith(folder + sep) && file !== folder) continue;
    const stats = await stat(file).catch(() => undefined);
    if (stats === undefined) continue;
    const tag = `"${stats.size.toString(36)}-${Math.floor(stats.mtimeMs).toString(36)}"`;
    return { file, type: types[extname(file)] ?? "application/octet-stream", tag, folder: stats.isDirectory() };
  }
  return undefined;
}

function headersOf({ type, tag }: Found, pageHeaders: { readonly [name: string]: string }): Headers {
  const page = type.startsWith("text/html");
  return new Headers({
    "Content-Type": type,
    "Cache-Control": "no-cache",
    ETag: tag,
    Vary: "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
    ...(page ? pageHeaders : { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" }),
  });
}

function matches(header: string | null, tag: string): boolean {
  return (header ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === tag);
}

async function inEncoding(
  found: Found,
  encodings: readonly ("br" | "gzip")[],
  made: Map<string, Promise<Sent>>,
): Promise<Sent> {
  const { file, tag, type } = found;
  for (const encoding of isCompressible(type) ? encodings : []) {
    const beside = await readFile(`${file}.${encoding === "br" ? "br" : "gz"}`).catch(() => undefined);
    if (beside) return { bytes: beside, encoding };
  }
  const bytes = await readFile(file);
  const [encoding] = encodings;
  if (encoding === undefined || !isCompressible(type) || bytes.length < 1024) return { bytes };
  const key = `${encoding} ${tag} ${file}`;
  const kept = made.get(key) ?? compress(bytes, encoding).then((small) => ({ bytes: small, encoding }));
  made.set(key, kept);
  return kept;
}

function plain(status: number, text: string, headers: { readonly [name: string]: string } = {}): Response {
  return new Response(text, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff", ...headers },
  });
}
