/** Media types that a file may have; anything else is refused. */
export const fileTypes = [
  "image/jpeg",
  "image/png",
  "image/webp",
  "application/pdf",
  "audio/mpeg",
  "video/mp4",
  "audio/mp4",
  "video/webm",
] as const;

/** A media type that the hub takes in. */
export type FileType = (typeof fileTypes)[number];

/**
 * Says what a file is by its first bytes, whatever it is called; `undefined`: nothing that the hub takes in.
 * Source: WHATWG MIME Sniffing Standard, ISO/IEC 14496-12 (ftyp), RFC 8794 (EBML).
 */
export function sniffType(bytes: Uint8Array): FileType | undefined {
  if (starts(bytes, [0xff, 0xd8, 0xff])) return "image/jpeg";
  if (starts(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
  if (text(bytes, 0, 4) === "RIFF" && text(bytes, 8, 12) === "WEBP") return "image/webp";
  if (text(bytes, 0, 5) === "%PDF-") return "application/pdf";
  if (text(bytes, 0, 3) === "ID3" || isMpegFrame(bytes)) return "audio/mpeg";
  if (text(bytes, 4, 8) === "ftyp") return ofBrand(text(bytes, 8, 12));
  if (starts(bytes, [0x1a, 0x45, 0xdf, 0xa3]) && text(bytes, 0, 64).includes("webm")) return "video/webm";
  return undefined;
}

function ofBrand(brand: string): FileType | undefined {
  if (/^M4[ABP] /.test(brand)) return "audio/mp4";
  return /^(isom|iso[2-9]|mp4[12]|avc1|M4V |MSNV|dash|qt {2}|3gp[4-9])$/.test(brand) ? "video/mp4" : undefined;
}

/** Layer III of MPEG-1 or MPEG-2, with a bit rate and a sampling rate that exist. */
function isMpegFrame(bytes: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = bytes;
  const layerThree = (second & 0xe0) === 0xe0 && (second & 0x18) !== 0x08 && (second & 0x06) === 0x02;
  return first === 0xff && layerThree && (third & 0xf0) !== 0xf0 && (third & 0xf0) !== 0 && (third & 0x0c) !== 0x0c;
}

function starts(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

function text(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
