/** A file as it is sent. */
export interface SampleFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A picture of one point, PNG. */
const point = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Small real files, by the definition that the field which names one is made from. */
export const sampleFiles: { readonly [type in "photo" | "file"]: SampleFile } = {
  photo: { name: "photo.png", type: "image/png", bytes: Uint8Array.from(atob(point), (c) => c.charCodeAt(0)) },
  file: { name: "page.pdf", type: "application/pdf", bytes: new TextEncoder().encode(emptyPage()) },
};

/** One empty page, PDF 1.4 (ISO 32000), with a table of where its objects stand. */
function emptyPage(): string {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
  ];
  let text = "%PDF-1.4\n";
  const starts = objects.map((object, i) => {
    const start = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const table = starts.map((start) => `${String(start).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  return `${text}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
}
