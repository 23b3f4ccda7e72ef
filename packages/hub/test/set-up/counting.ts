import type { Database, Query } from "../../src/database.js";

/** A data base that counts the statements which are sent to it, what opens and closes transactions left out. */
export function counting(database: Database): { readonly database: Database; readonly statements: string[] } {
  const statements: string[] = [];
  const counted = (query: Query): Query => ({
    query: (text, values) => {
      statements.push(text);
      return query.query(text, values);
    },
  });
  return {
    statements,
    database: { ...database, ...counted(database), tx: (fn) => database.tx((tx) => fn(counted(tx))) },
  };
}
