import { concat } from "./concat.js";

const told = new Set(["eXIf", "tEXt", "iTXt", "zTXt", "tIME", "caBX"]);

/**
 * Takes out of a PNG the chunks that say where, when and with what it was made, and whatever follows the picture.
 * @returns `undefined` where the bytes are no whole PNG.
 * Source: W3C PNG, third edition.
 */
export function stripPng(bytes: Uint8Array): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (!told.has(type)) kept.push(bytes.subarray(at, end));
    if (type === "IEND") return concat(kept);
    at = end;
  }
  return undefined;
}
