/** How long the number is that makes every sealing another one. */
const ivLength = 12;

/** Seals bytes (AES-256-GCM): the number used once, then the sealed bytes with their tag. `about` is bound to them. */
export async function sealBytes(
  key: CryptoKey,
  bytes: Uint8Array,
  about: string,
  random: (bytes: number) => Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = new Uint8Array(random(ivLength));
  const sealed = await crypto.subtle.encrypt(algorithm(iv, about), key, bytes as Uint8Array<ArrayBuffer>);
  const all = new Uint8Array(ivLength + sealed.byteLength);
  all.set(iv);
  all.set(new Uint8Array(sealed), ivLength);
  return all;
}

/**
 * Opens what {@link sealBytes} sealed.
 * @throws OperationError where the key is another, or a byte was changed
 */
export async function openBytes(key: CryptoKey, sealed: Uint8Array, about: string): Promise<Uint8Array<ArrayBuffer>> {
  const all = sealed as Uint8Array<ArrayBuffer>;
  const iv = all.slice(0, ivLength);
  return new Uint8Array(await crypto.subtle.decrypt(algorithm(iv, about), key, all.subarray(ivLength)));
}

function algorithm(iv: Uint8Array<ArrayBuffer>, about: string): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(about) };
}
