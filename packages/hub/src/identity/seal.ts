/** Seals texts for rest: nobody who has only the data base reads them. */
export interface Seal {
  readonly close: (text: string) => Promise<string>;
  /** @throws Error where a text was sealed with another secret, or changed. */
  readonly open: (sealed: string) => Promise<string>;
  /** A keyed hash (HMAC-SHA256), hexadecimal: the same for the same text, and says nothing of it. */
  readonly hash: (text: string) => Promise<string>;
}

/** Makes a seal of keys for one use, from the hub's secret (HKDF): AES-256-GCM with a nonce at random. */
export async function sealOf(secret: string, use: string, random: (bytes: number) => Uint8Array): Promise<Seal> {
  const text = new TextEncoder();
  const root = await crypto.subtle.importKey("raw", text.encode(secret), "HKDF", false, ["deriveKey"]);
  const how = (info: string) => ({
    name: "HKDF",
    hash: "SHA-256",
    salt: new Uint8Array(),
    info: text.encode(`linli ${use} ${info}`),
  });
  const aes = { name: "AES-GCM", length: 256 };
  const key = await crypto.subtle.deriveKey(how("seal"), root, aes, false, ["encrypt", "decrypt"]);
  const hmac = { name: "HMAC", hash: "SHA-256", length: 256 };
  const mac = await crypto.subtle.deriveKey(how("hash"), root, hmac, false, ["sign"]);
  return {
    close: async (plain) => {
      const iv = new Uint8Array(random(12));
      const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text.encode(plain)));
      return `1.${base64(iv)}.${base64(sealed)}`;
    },
    open: async (sealed) => {
      const [version, iv = "", body = ""] = sealed.split(".");
      if (version !== "1") throw new Error("It is sealed in a way that is not known.");
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, key, bytes(body));
      return new TextDecoder().decode(plain);
    },
    hash: async (plain) => Buffer.from(await crypto.subtle.sign("HMAC", mac, text.encode(plain))).toString("hex"),
  };
}

function base64(value: Uint8Array): string {
  return Buffer.from(value).toString("base64url");
}

function bytes(value: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(value, "base64url"));
}
