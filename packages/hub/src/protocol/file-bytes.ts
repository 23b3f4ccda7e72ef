import type { Engine } from "../engine.js";
import { openBytes, sealBytes } from "../seal/cipher.js";
import type { FileRow } from "../store/files.js";
import { inStreet } from "../store/in-street.js";

/** Seals a file's bytes and puts them where this hub's files lie; gives what goes into its row. */
export async function placeBytes(
  engine: Engine,
  street: string,
  { id, bytes }: { readonly id: string; readonly bytes: Uint8Array },
): Promise<{ readonly bytes: Uint8Array | null; readonly sealed: number }> {
  const { current, keys } = engine.keyring.at(street);
  const sealed = await sealBytes(keys.get(current) as CryptoKey, bytes, `${street}/${id}`, engine.random);
  if (engine.files === undefined) return { bytes: sealed, sealed: current };
  await engine.files.put(`${street}/${id}`, sealed);
  return { bytes: null, sealed: current };
}

/** The bytes of a file; `undefined`: they are gone. */
export async function readBytes(engine: Engine, street: string, row: FileRow): Promise<Uint8Array | undefined> {
  const bytes = row.bytes ?? (await engine.files?.get(`${street}/${row.id}`));
  if (bytes === undefined || row.sealed === null) return bytes;
  const no = row.sealed;
  const key = await inStreet(engine.database, street, (query) => engine.keyring.find(query, street, no));
  if (key === undefined) throw new Error(`The key ${no} of ${street} is gone.`);
  return openBytes(key, bytes, `${street}/${row.id}`);
}
