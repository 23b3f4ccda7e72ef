const longestSide = 1600;
const quality = 0.82;
const thumbSide = 96;

/**
 * Makes a photo small enough for a phone's network by painting it anew, which also leaves behind where it was taken.
 * What the browser cannot paint goes as it is (the hub strips it too), without a picture to show.
 */
export async function shrink(
  file: File,
): Promise<{ readonly blob: Blob; readonly picture: HTMLCanvasElement | undefined }> {
  if (!file.type.startsWith("image/")) return { blob: file, picture: undefined };
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (bitmap === undefined) return { blob: file, picture: undefined };
  const large = paint(bitmap, longestSide);
  const picture = paint(bitmap, thumbSide);
  bitmap.close();
  const blob = await new Promise<Blob | null>((done) => large.toBlob(done, "image/jpeg", quality));
  return { blob: blob ?? file, picture };
}

function paint(bitmap: ImageBitmap, longest: number): HTMLCanvasElement {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}
