import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JSONWebKeySet, type JWK } from "jose";
import type { JsonObject } from "@linli/contracts";
import { addKey, dropKey, inIdentity, lockKeys, readKeys, type KeyRow } from "../store/identity.js";
import type { IdentityContext } from "./context.js";

/** How long a key signs, how long it is published before, and how long after another has taken over; milliseconds. */
const signsFor = 90 * 86_400_000;
const publishedBefore = 3_600_000;
const publishedAfter = 86_400_000;

/** Keys as they are now: with their private parts, the one that signs first. */
export interface SigningKeys {
  readonly privates: { readonly keys: readonly JWK[] };
  readonly publics: JSONWebKeySet;
}

/**
 * Reads the keys, makes the first or the next one where it is time, and takes away what nobody needs any more. Several hubs
 * may do so at once: one makes a key, and all use it.
 */
export async function signingKeys(
  context: IdentityContext,
  options: { readonly renew?: "now" } = {},
): Promise<SigningKeys> {
  const now = context.clock();
  const rows = await readable(context, await inIdentity(context.database, (query) => readKeys(query)));
  const isQuiet = !isDue(rows, now) && outlived(rows, now).length === 0 && options.renew === undefined;
  if (isQuiet) return opened(context, rows, now);
  const after = await inIdentity(context.database, async (query) => {
    await lockKeys(query);
    const found = await readable(context, await readKeys(query));
    if (isDue(found, now) || options.renew !== undefined) {
      const signs = found.length === 0 || options.renew !== undefined ? now : now + publishedBefore;
      await addKey(query, { ...(await newKey(context, signs)), made: new Date(now).toISOString() });
    }
    for (const old of outlived(found, now)) await dropKey(query, old.id);
    return readable(context, await readKeys(query));
  });
  return opened(context, after, now);
}

/** Keys that were sealed with the secret that the hub has now; after it was changed, others are made. */
async function readable({ seal }: IdentityContext, rows: readonly KeyRow[]): Promise<readonly KeyRow[]> {
  const opens = await Promise.all(rows.map(({ sealed }) => seal.open(sealed).then(Boolean, () => false)));
  return rows.filter((_, i) => opens[i]);
}

/** Whether another key is to be made: there is none, or the newest has signed nearly as long as it may. */
function isDue(rows: readonly KeyRow[], now: number): boolean {
  const [newest] = rows;
  return newest === undefined || Date.parse(newest.signs) + signsFor - publishedBefore <= now;
}

/** Keys after which another has signed for so long that no token of theirs still holds. */
function outlived(rows: readonly KeyRow[], now: number): readonly KeyRow[] {
  return rows.filter((_, i) => {
    const next = rows[i - 1];
    return next !== undefined && Date.parse(next.signs) + publishedAfter <= now;
  });
}

async function newKey({ seal }: IdentityContext, signs: number): Promise<KeyRow> {
  const { publicKey, privateKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = await exportJWK(publicKey);
  const id = await calculateJwkThumbprint(jwk);
  const about = { kid: id, alg: "ES256", use: "sig" };
  return {
    id,
    sealed: await seal.close(JSON.stringify({ ...(await exportJWK(privateKey)), ...about })),
    public: { ...jwk, ...about } as JsonObject,
    signs: new Date(signs).toISOString(),
  };
}

async function opened({ seal }: IdentityContext, rows: readonly KeyRow[], now: number): Promise<SigningKeys> {
  // The newest that signs already comes first: the provider signs with the first.
  const signing = rows.find(({ signs }) => Date.parse(signs) <= now) ?? rows[0];
  const ordered = signing === undefined ? rows : [signing, ...rows.filter((row) => row !== signing)];
  return {
    privates: {
      keys: await Promise.all(ordered.map(async ({ sealed }) => JSON.parse(await seal.open(sealed)) as JWK)),
    },
    publics: { keys: ordered.map((row) => row.public) as unknown as JSONWebKeySet["keys"] },
  };
}
