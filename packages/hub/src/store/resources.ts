import type { Query } from "../database.js";
import { many, one } from "./in-street.js";
import type { ResourceRow } from "./rows.js";

/** Reads one resource. */
export function readResource(query: Query, street: string, id: string): Promise<ResourceRow | undefined> {
  return one(query, `select ${asRow} as r from hub.resource r where r.street = $1 and r.id = $2`, [street, id]);
}

/** A page of published resources by id. Filters use columns with a btree only: other operators get no index under row level security. */
export function listResourceRows(
  query: Query,
  street: string,
  filter: {
    readonly kind?: string | undefined;
    readonly kinds?: readonly string[];
    readonly parent?: string | undefined;
    readonly all?: boolean;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly ResourceRow[]> {
  const kinds = filter.kinds ?? (filter.kind === undefined ? undefined : [filter.kind]);
  return many(
    query,
    `select ${asRow} as r from hub.resource r where r.street = $1
       and ($2::jsonb is null or r.kind in (select jsonb_array_elements_text($2::jsonb)))
       and ($3::text is null or r.parent = $3) and ($4::boolean or r.life = 'published') and ($5::text is null or r.id > $5) order by r.id limit $6`,
    [
      street,
      kinds === undefined ? null : JSON.stringify(kinds),
      filter.parent ?? null,
      filter.all ?? false,
      filter.after ?? null,
      filter.limit,
    ],
  );
}

const asRow = `jsonb_build_object('id', r.id, 'kind', r.kind, 'name', r.name, 'community', r.community, 'parent', r.parent, 'lat', r.lat, 'lon', r.lon,
  'address', r.address, 'life', r.life, 'value', r.value, 'revision', r.revision)`;
