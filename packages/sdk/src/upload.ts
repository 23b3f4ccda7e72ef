import type { FileView } from "@linli/contracts";
import { ProblemError } from "./problem-error.js";
import { mintKey, type Transport } from "./transport.js";

/** How an upload is watched and stopped. */
export interface UploadOptions {
  readonly name?: string;
  /** Told the share that has been sent, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
  readonly key?: string;
  readonly signal?: AbortSignal;
}

/** The part of XMLHttpRequest that tells how much was sent, which `fetch` does not. */
interface Sender {
  readonly upload: { onprogress: ((event: { readonly loaded: number; readonly total: number }) => void) | null };
  onload: (() => void) | null;
  onerror: (() => void) | null;
  onabort: (() => void) | null;
  readonly status: number;
  readonly responseText: string;
  open: (method: string, url: string) => void;
  setRequestHeader: (name: string, value: string) => void;
  send: (body: Blob) => void;
  abort: () => void;
}

/** Sends a file, telling how far it is where the platform can say so (browsers and their workers). */
export async function uploadFile(
  { transport, path }: { readonly transport: Transport; readonly path: string },
  bytes: Blob,
  options: UploadOptions & { readonly ownFetch: boolean },
): Promise<FileView> {
  const name = options.name ?? (bytes as { readonly name?: string }).name;
  const call = {
    method: "POST",
    path,
    bytes,
    headers: {
      "content-type": bytes.type || "application/octet-stream",
      ...(name === undefined ? {} : { "x-file-name": encodeURIComponent(name) }),
    },
    key: options.key ?? mintKey(),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  } as const;
  const Xhr = (globalThis as { readonly XMLHttpRequest?: new () => Sender }).XMLHttpRequest;
  options.onProgress?.(0);
  if (Xhr === undefined || options.ownFetch || options.onProgress === undefined) {
    const file = await transport.json<FileView>(call);
    options.onProgress?.(1);
    return file;
  }
  const request = await transport.prepare(call);
  return new Promise((resolve, reject) => {
    const xhr = new Xhr();
    xhr.upload.onprogress = ({ loaded, total }) => options.onProgress?.(total === 0 ? 1 : loaded / total);
    xhr.onerror = () => reject(new ProblemError({ code: "offline" }));
    xhr.onabort = () => reject(options.signal?.reason as Error);
    xhr.onload = () => {
      const answer = parsed(xhr.responseText);
      if (xhr.status >= 200 && xhr.status < 300) resolve(answer as unknown as FileView);
      else reject(new ProblemError({ code: "internal", ...answer, status: xhr.status }));
    };
    xhr.open(request.method, request.url);
    request.headers.forEach((value, name) => xhr.setRequestHeader(name, value));
    options.signal?.addEventListener("abort", () => xhr.abort(), { once: true });
    xhr.send(bytes);
  });
}

function parsed(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}
