import type { FileView, Json, Pointer } from "@linli/contracts";
import { segments } from "@linli/contracts";
import type { Query } from "../database.js";
import { many } from "./in-street.js";
import type { ChildRow } from "./records.js";
import type { ResourceRow } from "./rows.js";

/** Cursor and length of a page. */
interface Paging {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** How a child row is selected. */
export const asChild = `jsonb_build_object('id', c.id, 'kind', c.kind, 'action', c.action, 'author', c.author, 'input', c.input, 'at', c.at)`;

/** All child rows of a record, of every kind, by id. */
export function childRowsOf(query: Query, street: string, record: string): Promise<readonly ChildRow[]> {
  return many(
    query,
    `select ${asChild} as r from hub.child c where c.street = $1 and c.record = $2::uuid order by c.id`,
    [street, record],
  );
}

/** Child rows that somebody has given, with the record to which she gave them, by id. */
export function childRowsBy(
  query: Query,
  street: string,
  { author, after, limit }: Paging & { readonly author: string },
): Promise<readonly (ChildRow & { readonly record: string })[]> {
  return many(
    query,
    `select ${asChild} || jsonb_build_object('record', c.record) as r from hub.child c
     where c.street = $1 and c.author = $2 and ($3::uuid is null or c.id > $3::uuid) order by c.id limit $4`,
    [street, author, after ?? null, limit],
  );
}

/** An account with every line that was written to it, oldest first. */
export interface Statement {
  readonly unit: string;
  readonly balance: number;
  readonly lines: readonly { readonly at: string; readonly amount: number; readonly record?: string }[];
}

/** The accounts of some owners. */
export function statementsOf(query: Query, street: string, owners: readonly string[]): Promise<readonly Statement[]> {
  return many(
    query,
    `select jsonb_build_object('unit', a.unit, 'balance', a.balance, 'lines', coalesce((
       select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('at', n.at, 'amount', n.amount, 'record', n.record)) order by n.at, n.entry, n.no)
       from hub.line n where n.street = a.street and n.account = a.id), '[]')) as r
     from hub.account a where a.street = $1 and a.owner in (select jsonb_array_elements_text($2::jsonb)) order by a.id`,
    [street, JSON.stringify(owners)],
  );
}

/** A file without its bytes. */
export type KeptFile = FileView & { readonly at: string };

/** Files that somebody has kept, by id. */
export function filesOf(
  query: Query,
  street: string,
  { owner, after, limit }: Paging & { readonly owner: string },
): Promise<readonly KeptFile[]> {
  return many(
    query,
    `select jsonb_build_object('id', f.id, 'name', f.name, 'type', f.type, 'size', f.size, 'at', f.at) as r from hub.file f
     where f.street = $1 and f.owner = $2 and ($3::uuid is null or f.id > $3::uuid) order by f.id limit $4`,
    [street, owner, after ?? null, limit],
  );
}

/** Resources of a kind in which one of these is named at one of these places. */
export function resourcesNaming(
  query: Query,
  street: string,
  asked: { readonly kind: string; readonly pointers: readonly Pointer[]; readonly ids: readonly string[] },
): Promise<readonly ResourceRow[]> {
  const paths = asked.pointers.map((pointer) => `${pathOf(pointer)} ? (@ == $ids[*])`);
  return many(
    query,
    `select to_jsonb(r) - 'street' - 'changed' as r from hub.resource r where r.street = $1 and r.kind = $2
       and exists (select from jsonb_array_elements_text($3::jsonb) p where jsonb_path_exists(r.value, p::jsonpath, $4::jsonb)) order by r.id`,
    [street, asked.kind, JSON.stringify(paths), JSON.stringify({ ids: asked.ids } satisfies Json)],
  );
}

/** A pointer in the language of jsonb_path_exists. */
function pathOf(pointer: Pointer): string {
  return segments(pointer).reduce((path, key) => (key === "*" ? `${path}[*]` : `${path}.${JSON.stringify(key)}`), "$");
}
