import type { Query } from "../database.js";
import { many } from "./in-street.js";
import type { ResourceRow, WholeRecord } from "./rows.js";

/** Something that is found under some of the terms that were asked. */
export interface Found {
  readonly kind: "resource" | "notice";
  readonly id: string;
  readonly hits: number;
}

/** What is found under at least so many of some terms, that with the most first. Terms are looked up by equality alone. */
export function findTerms(
  query: Query,
  street: string,
  asked: { readonly terms: readonly string[]; readonly needed: number; readonly limit: number },
): Promise<readonly Found[]> {
  return many(
    query,
    `select jsonb_build_object('kind', f.kind, 'id', f.id, 'hits', f.hits) as r from (
       select t.kind, t.id, count(*) as hits from jsonb_array_elements_text($2::jsonb) x join hub.term t on t.street = $1 and t.term = x
       group by t.kind, t.id having count(*) >= $3) f order by f.hits desc, f.kind, f.id limit $4`,
    [street, JSON.stringify(asked.terms), asked.needed, asked.limit],
  );
}

/** Published resources by id. */
export function publishedThings(query: Query, street: string, ids: readonly string[]): Promise<readonly ResourceRow[]> {
  return many(
    query,
    `select to_jsonb(r) - 'street' - 'changed' as r from jsonb_array_elements_text($2::jsonb) x
     join hub.resource r on r.street = $1 and r.id = x and r.life = 'published'`,
    [street, JSON.stringify(ids)],
  );
}

/** Records by id, each with all that belongs to it. */
export function wholesOf(query: Query, street: string, ids: readonly string[]): Promise<readonly WholeRecord[]> {
  return many(query, "select hub.whole($1, x::uuid) as r from jsonb_array_elements_text($2::jsonb) x", [
    street,
    JSON.stringify(ids),
  ]);
}
