import type { Database, Query } from "../database.js";
import type { Keyring } from "./keyring.js";
import { openDocuments, openText, sealedMember } from "./seal-document.js";

/** Under this name a query gives a text that may be sealed as a whole; it comes in as `body`. */
const wholeText = "$body";

/** A data base whose rows come in opened: whoever reads does not know that anything was sealed. */
export function openingDatabase(database: Database, ring: Keyring): Database {
  return {
    ...database,
    ...openingQuery(database, ring),
    tx: (fn) => database.tx((tx) => fn(openingQuery(tx, ring))),
  };
}

function openingQuery(inner: Query, ring: Keyring): Query {
  return {
    query: async <T>(text: string, values?: readonly unknown[]) => {
      const rows = await inner.query<T>(text, values);
      for (const row of rows) {
        const { r } = row as { readonly r?: { [member: string]: unknown } };
        if (typeof r !== "object" || r === null) continue;
        if (wholeText in r) await openWhole(ring, inner, r);
        await openDocuments(ring, inner, r);
      }
      return rows;
    },
  };
}

async function openWhole(ring: Keyring, query: Query, row: { [member: string]: unknown }): Promise<void> {
  const text = row[wholeText];
  delete row[wholeText];
  row["body"] = typeof text === "string" && isSealedText(text) ? await openSealedText(ring, query, text) : text;
}

/** Seals say of themselves what they are: `{"$sealed":"…"}`. */
export function isSealedText(text: string): boolean {
  return text.startsWith(`{"${sealedMember}":"`);
}

/** Opens a text that was sealed as a whole; read as the street whose it is. */
export function openSealedText(ring: Keyring, query: Query, text: string): Promise<string> {
  return openText(ring, query, (JSON.parse(text) as { readonly [sealedMember]: string })[sealedMember]);
}
