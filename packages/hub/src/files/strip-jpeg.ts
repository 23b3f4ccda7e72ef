import { concat } from "./concat.js";

/**
 * Takes out of a JPEG all that says where, when and with what it was taken: every application segment but JFIF, the
 * colour profile and Adobe's colour transform, all comments, and whatever follows the picture (a second picture, a
 * short film). How the camera was held stays, in a new EXIF segment that says nothing else.
 * @returns `undefined` where the bytes are no whole JPEG.
 * Source: ITU-T T.81 annex B, EXIF 2.32.
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let orientation = 1;
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) return undefined;
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (marker === undefined) return undefined;
    if (marker === 0xd9) break;
    const end = at + 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
    if (end < at + 4 || end > bytes.length) return undefined;
    const segment = bytes.subarray(at, end);
    if (marker === 0xe1) orientation = orientationIn(segment) ?? orientation;
    const next = marker === 0xda ? afterScan(bytes, end) : end;
    if (next === undefined) return undefined;
    if (isKept(marker, segment)) kept.push(bytes.subarray(at, next));
    at = next;
  }
  if (orientation !== 1) kept.splice(placeOfExif(kept), 0, exifOf(orientation));
  return concat([...kept, Uint8Array.of(0xff, 0xd9)]);
}

function isKept(marker: number, segment: Uint8Array): boolean {
  const name = String.fromCharCode(...segment.subarray(4, 15));
  if (marker === 0xe0) return name.startsWith("JFIF\0");
  if (marker === 0xe2) return name === "ICC_PROFILE";
  if (marker === 0xee) return name.startsWith("Adobe");
  return marker < 0xe0 || (marker > 0xef && marker !== 0xfe);
}

/** Where the coded picture data that follows a scan's header ends: at the next marker that is neither stuffing nor restart. */
function afterScan(bytes: Uint8Array, from: number): number | undefined {
  for (let at = from; at < bytes.length - 1; at += 1) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return undefined;
}

function placeOfExif(kept: readonly Uint8Array[]): number {
  return kept[1]?.[1] === 0xe0 ? 2 : 1;
}

function orientationIn(segment: Uint8Array): number | undefined {
  if (String.fromCharCode(...segment.subarray(4, 10)) !== "Exif\0\0") return undefined;
  const tiff = new DataView(segment.buffer, segment.byteOffset + 10, segment.byteLength - 10);
  if (tiff.byteLength < 8) return undefined;
  const little = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, little);
  if (directory + 2 > tiff.byteLength) return undefined;
  const entries = tiff.getUint16(directory, little);
  for (let i = 0, at = directory + 2; i < entries && at + 12 <= tiff.byteLength; i += 1, at += 12) {
    const value = tiff.getUint16(at + 8, little);
    if (tiff.getUint16(at, little) === 0x0112) return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** EXIF with one entry: how the camera was held. */
function exifOf(orientation: number): Uint8Array {
  const [exif, header] = [
    [0x45, 0x78, 0x69, 0x66, 0, 0],
    [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8],
  ];
  const entry = [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  return Uint8Array.from([0xff, 0xe1, 0, 2 + exif.length + header.length + entry.length, ...exif, ...header, ...entry]);
}
