/** How far a message's time may lie from now, in seconds. */
const tolerance = 5 * 60;

/** What is signed of a message, the Standard Webhooks way. */
export interface SignedMessage {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: string;
  readonly body: string;
}

/** Signs a message: `v1,<base64 of HMAC-SHA256>`. The secret is `whsec_<base64>`, or plain text. */
export async function signMessage(secret: string, { id, timestamp, body }: SignedMessage): Promise<string> {
  const key = await crypto.subtle.importKey("raw", secretBytes(secret), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  const signed = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`${id}.${timestamp}.${body}`));
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(signed)))}`;
}

/** Whether a message is signed with this secret, and of now. */
export async function isSigned(
  secret: string,
  message: SignedMessage & { readonly signature: string },
  now: number,
): Promise<boolean> {
  const sent = Number(message.timestamp);
  if (!Number.isFinite(sent) || Math.abs(now / 1000 - sent) > tolerance) return false;
  const right = await signMessage(secret, message);
  return message.signature.split(" ").some((one) => isSame(one, right));
}

function secretBytes(secret: string): Uint8Array<ArrayBuffer> {
  if (!secret.startsWith("whsec_")) return new TextEncoder().encode(secret);
  return Uint8Array.from(atob(secret.slice("whsec_".length)), (letter) => letter.charCodeAt(0));
}

/** Takes as long whether or not the texts differ early. */
function isSame(a: string, b: string): boolean {
  let differ = a.length ^ b.length;
  for (let i = 0; i < b.length; i++) differ |= (a.charCodeAt(i) || 0) ^ b.charCodeAt(i);
  return differ === 0;
}
