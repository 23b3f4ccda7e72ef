import type { FileType } from "./sniff-type.js";

/** The longest side that a photograph keeps, in pixels: enough to read a number plate across a street. */
const longest = 2560;

/** Makes an image smaller where it is large. */
export type ScaleImage = (type: FileType, bytes: Uint8Array) => Promise<Uint8Array>;

/**
 * Makes what scales images down: by sharp, which whoever wants this installs beside the hub. What it can't read stays as it is, what
 * would not become smaller too.
 * @throws Error where sharp is not installed
 */
export async function scaleImages(): Promise<ScaleImage> {
  const { default: sharp } = await import("sharp");
  return async (type, bytes) => {
    if (!["image/jpeg", "image/png", "image/webp"].includes(type)) return bytes;
    try {
      const image = sharp(bytes, { limitInputPixels: 100_000_000 });
      const { width, height } = await image.metadata();
      if (Math.max(width, height) <= longest) return bytes;
      // Which way is up is said by metadata, which are gone afterwards.
      const smaller = await image.rotate().resize(longest, longest, { fit: "inside" }).toBuffer();
      return smaller.length < bytes.length ? smaller : bytes;
    } catch {
      return bytes;
    }
  };
}
