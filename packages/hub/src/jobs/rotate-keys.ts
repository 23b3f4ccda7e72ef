import type { Query } from "../database.js";
import { openText, sealText } from "../seal/seal-document.js";
import { inStreet } from "../store/in-street.js";
import { forgetKeys, readKeys, wrapAgain } from "../store/keys.js";
import { countSealed, sealedPage, sealedTables, writeResealed } from "../store/resealing.js";
import type { Job, JobContext } from "./job.js";

const page = 200;

/**
 * Gives a street its next key, seals with it what older ones had sealed, and wraps all keys by the hub's present secret. The key
 * before it stays until the next rotation, since another hub may still seal with it for a moment; those before that go, but for
 * keys of files: bytes are not sealed anew.
 */
export const rotateKeys: Job = async (context) => {
  const { engine, street, place, told } = context;
  const { keyring, database } = engine;
  await keyring.bring(database, street.id);
  // A job that was cut off goes on with the key that it had begun with.
  const to = Number(place?.["key"] ?? (await keyring.turn(database, street.id)).current);
  let total = 0;
  for (const table of sealedTables)
    total += await inStreet(database, street.id, (query) => countSealed(query, street.id, table));
  let done = 0;
  await told(done, total, { key: to });
  for (const table of sealedTables) {
    for (let after: readonly string[] | undefined; ;) {
      const rows = await inStreet(database, street.id, async (query) => {
        const found = await sealedPage(query, street.id, table, { after, limit: page });
        for (const row of found) {
          const next: (string | null)[] = [];
          for (const text of row.texts) next.push(text === null ? null : await resealed(context, query, text, to));
          if (next.some((text, n) => text !== row.texts[n]))
            await writeResealed(query, street.id, table, { ...row, next });
        }
        return found;
      });
      done += rows.length;
      await told(done, total, { key: to });
      after = rows.at(-1)?.key;
      if (rows.length < page) break;
    }
  }
  await inStreet(database, street.id, async (query) => {
    for (const row of await readKeys(query, street.id))
      await wrapAgain(query, street.id, { no: row.no, wrapped: await keyring.rewrap(street.id, row) });
    await forgetKeys(query, street.id, to - 1);
  });
  return { report: { key: to, sealed: done } };
};

/** A text in which everything that was sealed is sealed with the present key. */
async function resealed({ engine, street }: JobContext, query: Query, text: string, to: number): Promise<string> {
  const seals = [...new Set([...text.matchAll(/"\$sealed": ?"([^"]+)"/g)].map(([, seal]) => seal as string))];
  let next = text;
  for (const seal of seals) {
    if (seal.split("/").at(-2) === String(to)) continue;
    const words = await openText(engine.keyring, query, seal);
    next = next.replaceAll(seal, await sealText(engine.keyring, street.id, words));
  }
  return next;
}
