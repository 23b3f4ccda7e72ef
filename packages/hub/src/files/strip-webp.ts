import { concat } from "./concat.js";

/** Bits of the VP8X chunk that announce EXIF and XMP. */
const announced = 0x08 | 0x04;

/**
 * Takes EXIF and XMP out of a WebP, and whatever follows the picture.
 * @returns `undefined` where the bytes are no whole WebP.
 * Source: RFC 9649.
 */
export function stripWebp(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stop = 8 + view.getUint32(4, true);
  if (stop > bytes.length) return undefined;
  const kept: Uint8Array[] = [];
  for (let at = 12; at + 8 <= stop;) {
    const size = view.getUint32(at + 4, true);
    const end = at + 8 + size + (size % 2);
    if (end > stop + 1 || end > bytes.length) return undefined;
    const type = String.fromCharCode(...bytes.subarray(at, at + 4));
    if (type !== "EXIF" && type !== "XMP ")
      kept.push(type === "VP8X" ? quieter(bytes.subarray(at, end)) : bytes.subarray(at, end));
    at = end;
  }
  const body = concat(kept);
  const head = new Uint8Array(bytes.slice(0, 12));
  new DataView(head.buffer).setUint32(4, 4 + body.length, true);
  return kept.length === 0 ? undefined : concat([head, body]);
}

function quieter(chunk: Uint8Array): Uint8Array {
  const copy = chunk.slice();
  copy[8] = (copy[8] ?? 0) & ~announced;
  return copy;
}
