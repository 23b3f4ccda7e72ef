import { every, segments, withAt, type Json, type JsonObject, type Pointer } from "@linli/contracts";
import type { Query } from "../database.js";
import { fromBase64, toBase64 } from "./base64.js";
import { openBytes, sealBytes } from "./cipher.js";
import type { Keyring } from "./keyring.js";

/** The member under which a document keeps what was sealed of it: `<street>/<number of the key>/<base64url>`. */
export const sealedMember = "$sealed";

/** Seals a text with a street's key. */
export async function sealText(ring: Keyring, street: string, text: string): Promise<string> {
  const { current, keys } = ring.at(street);
  const key = keys.get(current) as CryptoKey;
  const bytes = await sealBytes(key, new TextEncoder().encode(text), street, ring.random);
  return `${street}/${current}/${toBase64(bytes)}`;
}

/** Opens a text that was sealed; read as the street whose it is. @throws Error where its key is gone */
export async function openText(ring: Keyring, query: Query, sealed: string): Promise<string> {
  const [, street = "", no = "", text = ""] = /^(.*)\/(\d+)\/([^/]*)$/.exec(sealed) ?? [];
  const key = await ring.find(query, street, Number(no));
  if (key === undefined) throw new Error(`The key ${no} of ${street} is gone.`);
  return new TextDecoder().decode(await openBytes(key, fromBase64(text), street));
}

/** A document without what stands at these pointers: that is sealed within it. The document itself where nothing stands there. */
export async function sealDocument(
  ring: Keyring,
  street: string,
  document: JsonObject,
  pointers: readonly Pointer[],
): Promise<JsonObject> {
  const found = pointers.flatMap((pointer) => every(document, pointer)).filter(({ value }) => value !== null);
  if (found.length === 0) return document;
  // Its place stays, empty: taken out, the items after it would move.
  const left = found.reduce<JsonObject>((rest, { at }) => withAt(rest, at, null) as JsonObject, document);
  const text = JSON.stringify(found.map(({ at, value }) => [at, value]));
  return { ...left, [sealedMember]: await sealText(ring, street, text) };
}

/** Puts back what was sealed within documents, wherever they stand in what was read; read as the street whose they are. */
export async function openDocuments(ring: Keyring, query: Query, value: unknown): Promise<void> {
  const found: { [member: string]: unknown }[] = [];
  collect(value, found);
  for (const document of found) {
    const text = await openText(ring, query, String(document[sealedMember]));
    delete document[sealedMember];
    for (const [at, inner] of JSON.parse(text) as [Pointer, Json][]) put(document, at, inner);
  }
}

function collect(value: unknown, found: { [member: string]: unknown }[]): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
    return;
  }
  const members = value as { [member: string]: unknown };
  if (typeof members[sealedMember] === "string") found.push(members);
  for (const name in members) collect(members[name], found);
}

function put(document: { [member: string]: unknown }, at: Pointer, value: Json): void {
  const path = segments(at);
  const last = path.pop() as string;
  let here = document;
  for (const key of path) here = here[key] as { [member: string]: unknown };
  here[last] = value;
}
