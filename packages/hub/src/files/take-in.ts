import { sniffType } from "./sniff-type.js";
import type { FileType } from "./sniff-type.js";
import { stripJpeg } from "./strip-jpeg.js";
import { stripMp4 } from "./strip-mp4.js";
import { stripPng } from "./strip-png.js";
import { stripWebp } from "./strip-webp.js";

/** The most bytes that a file may have: 10 MiB. */
export const largestFile = 10 * 1024 * 1024;

const strip: { readonly [type in FileType]?: (bytes: Uint8Array) => Uint8Array | undefined } = {
  "image/jpeg": stripJpeg,
  "image/png": stripPng,
  "image/webp": stripWebp,
  "video/mp4": stripMp4,
  "audio/mp4": stripMp4,
};

/**
 * Takes a file in: says by its content what it is, and takes out where, when and with what it was made.
 * @returns `undefined` where it is nothing that the hub takes in, or broken.
 */
export function takeIn(bytes: Uint8Array): { readonly type: FileType; readonly bytes: Uint8Array } | undefined {
  const type = sniffType(bytes);
  if (type === undefined) return undefined;
  const clean = (strip[type] ?? ((whole) => whole))(bytes);
  return clean && { type, bytes: clean };
}
