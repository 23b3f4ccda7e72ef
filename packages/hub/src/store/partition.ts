import type { Query } from "../database.js";

/** Tables that grow with what people do: the rest stays small enough for one piece. */
const big = [
  "member",
  "record",
  "assignment",
  "link",
  "child",
  "given",
  "reservation",
  "bucket",
  "used",
  "line",
  "clock",
  "term",
  "event",
  "payload",
  "consent",
  "idempotency",
  "delivery",
  "file",
  "file_use",
  "reading",
] as const;

/** What is asked of {@link partition}: a connection of the tables' owner, in a transaction. */
type Owner = Query & { script(text: string): Promise<void> };

/**
 * Cuts the big tables into so many pieces, by a hash of the street. Rows, constraints, indexes, policies and rights stay what they
 * were; the application role has no right to a piece, only to the whole, so that row level security can't be gone around.
 * It holds the tables for as long as copying them takes; what is cut already is left alone.
 * @returns The tables that were cut now.
 * @throws Error where the number is none, or the tables lie in another number of pieces already.
 */
export async function partition(owner: Owner, pieces: number): Promise<readonly string[]> {
  if (!Number.isInteger(pieces) || pieces < 2 || pieces > 1024)
    throw new Error(`Tables are cut into 2 to 1024 pieces, not into ${pieces}: say another number of partitions.`);
  const before = await owner.query<{ readonly table: string; readonly pieces: number }>(
    `select c.relname as table, (select count(*)::int from pg_inherits i where i.inhparent = c.oid) as pieces
     from pg_class c where c.relnamespace = 'hub'::regnamespace and c.relkind = 'p'`,
  );
  const other = before.find((one) => one.pieces !== pieces);
  if (other)
    throw new Error(
      `The table ${other.table} lies in ${other.pieces} partitions, which can't become ${pieces}: say ${other.pieces}, or nothing.`,
    );
  const whole = big.filter((table) => !before.some((one) => one.table === table));
  if (whole.length === 0) return [];
  await owner.script("create schema hub_whole");
  for (const table of whole) await owner.script(await cut(owner, table, pieces));
  await owner.script("drop schema hub_whole");
  return whole;
}

interface Shape {
  readonly options: string | null;
  /** Primary key, unique and exclusion constraints. */
  readonly constraints: readonly { readonly name: string; readonly text: string }[] | null;
  readonly indexes: readonly string[] | null;
  readonly rights: string | null;
  readonly policy: string;
}

/** The statements that cut one table, made from what the catalogue says of it. */
async function cut(owner: Owner, table: string, pieces: number): Promise<string> {
  const [shape] = await owner.query<Shape>(
    `select array_to_string(c.reloptions, ', ') as options,
       (select jsonb_agg(jsonb_build_object('name', k.conname, 'text', pg_get_constraintdef(k.oid)) order by k.contype <> 'p', k.conname)
        from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'x')) as constraints,
       (select jsonb_agg(pg_get_indexdef(i.indexrelid)) from pg_index i where i.indrelid = c.oid
          and not exists (select from pg_constraint k where k.conindid = i.indexrelid)) as indexes,
       (select string_agg(distinct lower(a.privilege_type), ', ') from aclexplode(c.relacl) a where a.grantee = 'hub_app'::regrole) as rights,
       pg_get_expr(p.polqual, p.polrelid) as policy
     from pg_class c join pg_policy p on p.polrelid = c.oid and p.polname = 'street' where c.oid = $1::regclass`,
    [`hub.${table}`],
  );
  if (shape === undefined) throw new Error(`The table ${table} has no policy and can't be cut.`);
  const { options, constraints, indexes, rights, policy } = shape;
  return [
    `alter table hub.${table} set schema hub_whole`,
    `create table hub.${table} (like hub_whole.${table} including defaults including constraints including comments) partition by hash (street)`,
    ...Array.from({ length: pieces }, (_, n) => {
      const piece = `hub.${table}_p${n}`;
      return `create table ${piece} partition of hub.${table} for values with (modulus ${pieces}, remainder ${n})${options === null ? "" : ` with (${options})`}`;
    }),
    // Indexes are built once the rows lie where they belong, which is faster than row by row.
    `insert into hub.${table} select * from hub_whole.${table}`,
    `drop table hub_whole.${table}`,
    ...(constraints ?? []).map(({ name, text }) => `alter table hub.${table} add constraint ${name} ${text}`),
    ...(indexes ?? []),
    `alter table hub.${table} enable row level security`,
    `alter table hub.${table} force row level security`,
    `create policy street on hub.${table} using (${policy}) with check (${policy})`,
    ...(rights === null ? [] : [`grant ${rights} on hub.${table} to hub_app`]),
    `analyze hub.${table}`,
  ].join(";\n");
}
