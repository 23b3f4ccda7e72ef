import type { Query } from "../database.js";
import { one } from "./in-street.js";
import type { CertificateRow } from "./rows.js";

/** Reads a certificate by its code. */
export function readCertificateRow(query: Query, street: string, code: string): Promise<CertificateRow | undefined> {
  return one(query, "select to_jsonb(t) as r from hub.certificate t where t.street = $1 and t.code = $2", [
    street,
    code,
  ]);
}

/** In which street a code was given. */
export function streetOfCode(query: Query, code: string): Promise<string | undefined> {
  return one(query, "select to_jsonb(c.street) as r from hub.code c where c.code = $1", [code]);
}
