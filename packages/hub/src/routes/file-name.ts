import type { FileView } from "@linli/contracts";

/**
 * A file's name out of `X-File-Name` (percent-encoded UTF-8): without a path, control characters and what file systems
 * refuse; 100 characters at most; `file` where nothing is left.
 */
export function fileName(header: string | undefined): string {
  const whole = decoded(header ?? "").normalize("NFC");
  const name = (whole.split(/[/\\]/).at(-1) ?? "").replace(/[\p{C}<>:"|?*]/gu, "").trim();
  return [...name.replace(/^\.+/, "")].slice(-100).join("") || "file";
}

/** The `Content-Disposition` of a file (RFC 6266, RFC 8187): pictures, sound and film are shown, the rest is saved. */
export function contentDisposition({ name, type }: FileView): string {
  const how = /^(?:image|audio|video)\//.test(type) ? "inline" : "attachment";
  const plain = name.replace(/[^\w. -]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${how}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
