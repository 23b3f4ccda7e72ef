import type { Database, Query } from "../database.js";
import type { Secrets } from "../engine.js";
import { inStreet } from "../store/in-street.js";
import { addKey, readKeys, type KeyRow } from "../store/keys.js";
import { openBytes, sealBytes } from "./cipher.js";

/** The keys of one street. */
export interface StreetKeys {
  /** The number of the key that seals now. */
  readonly current: number;
  readonly keys: ReadonlyMap<number, CryptoKey>;
  /** Keys hashes of what must be found by equality; never another one. */
  readonly hash: CryptoKey;
}

/** Keys of streets, as this hub has them at hand. */
export interface Keyring {
  /** The street's keys; made where there are none yet. Not within a transaction: a key that was used must not be rolled back. */
  readonly bring: (database: Database, street: string) => Promise<StreetKeys>;
  /** The keys at hand. @throws Error where the street was not brought */
  readonly at: (street: string) => StreetKeys;
  /** The key of a number, read (as the street) where it is not at hand; `undefined`: there is none. */
  readonly find: (query: Query, street: string, no: number) => Promise<CryptoKey | undefined>;
  /** Adds the next key, under which is sealed from now on. */
  readonly turn: (database: Database, street: string) => Promise<StreetKeys>;
  /** Wraps a key anew by the hub's present key, whichever had wrapped it. */
  readonly rewrap: (street: string, row: KeyRow) => Promise<Uint8Array>;
  readonly random: (bytes: number) => Uint8Array;
}

/**
 * Makes a hub's keyring. The hub's own key is derived from `secrets.master` (absent: `seal`); those of `secrets.former` still open
 * what they wrapped.
 */
export function keyringOf(
  secrets: Secrets,
  { random, clock }: { readonly random: (bytes: number) => Uint8Array; readonly clock: () => number },
): Keyring {
  const known = new Map<string, StreetKeys>();
  const masters = [secrets.master ?? secrets.seal, ...(secrets.former ?? [])];
  let derived: Promise<readonly CryptoKey[]> | undefined;
  const wrappers = (): Promise<readonly CryptoKey[]> => (derived ??= Promise.all(masters.map(wrapperOf)));

  const wrap = async (street: string, no: number, raw: Uint8Array): Promise<Uint8Array> => {
    const [wrapper] = (await wrappers()) as [CryptoKey];
    return sealBytes(wrapper, raw, `${street}/${no}`, random);
  };
  const unwrap = async (street: string, { no, wrapped }: KeyRow): Promise<Uint8Array<ArrayBuffer>> => {
    for (const wrapper of await wrappers()) {
      const raw = await openBytes(wrapper, wrapped, `${street}/${no}`).catch(() => undefined);
      if (raw !== undefined) return raw;
    }
    throw new Error(
      `The keys of ${street} were wrapped by another secret: give the hub its former one as \`secrets.former\`.`,
    );
  };
  const take = async (street: string, rows: readonly KeyRow[]): Promise<StreetKeys> => {
    const keys = new Map<number, CryptoKey>();
    let hash: CryptoKey | undefined;
    for (const row of rows) {
      const raw = await unwrap(street, row);
      if (row.no === 0) hash = await crypto.subtle.importKey("raw", raw, hmac, false, ["sign"]);
      else keys.set(row.no, await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]));
    }
    if (hash === undefined) throw new Error(`The street ${street} has no key for hashes.`);
    const found = { current: Math.max(...keys.keys()), keys, hash };
    known.set(street, found);
    return found;
  };
  const add = async (query: Query, street: string, no: number): Promise<void> => {
    const made = new Date(clock()).toISOString();
    await addKey(query, street, { no, wrapped: await wrap(street, no, random(32)), made });
  };
  return {
    random,
    bring: async (database, street) =>
      known.get(street) ??
      (await inStreet(database, street, async (query) => {
        if ((await readKeys(query, street)).length === 0) for (const no of [0, 1]) await add(query, street, no);
        return readKeys(query, street);
      }).then((rows) => take(street, rows))),
    at: (street) => {
      const found = known.get(street);
      if (found === undefined) throw new Error(`The keys of ${street} are not at hand.`);
      return found;
    },
    find: async (query, street, no) => {
      const at = known.get(street)?.keys.get(no);
      if (at !== undefined) return at;
      const rows = await readKeys(query, street);
      return rows.length === 0 ? undefined : (await take(street, rows)).keys.get(no);
    },
    turn: async (database, street) => {
      const rows = await inStreet(database, street, async (query) => {
        const before = await readKeys(query, street);
        await add(query, street, Math.max(...before.map(({ no }) => no)) + 1);
        return readKeys(query, street);
      });
      return take(street, rows);
    },
    rewrap: async (street, row) => wrap(street, row.no, await unwrap(street, row)),
  };
}

const hmac = { name: "HMAC", hash: "SHA-256" } as const;

async function wrapperOf(secret: string): Promise<CryptoKey> {
  const text = new TextEncoder();
  const base = await crypto.subtle.importKey("raw", text.encode(secret), "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: text.encode("linli"), info: text.encode("keys of streets") },
    base,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}
