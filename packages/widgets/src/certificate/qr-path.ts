import { encodeQR } from "qr";

/** A QR code as the path of an SVG, a module a unit, with the quiet zone that readers need around it. */
export function qrPath(text: string): { readonly path: string; readonly side: number } {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: 4 });
  const path = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join("");
  return { path, side: rows.length };
}
