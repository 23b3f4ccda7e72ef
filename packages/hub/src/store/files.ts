import type { FileView } from "@linli/contracts";
import type { Query } from "../database.js";
import { asChild } from "./exports.js";
import { asEvent, type EventRow } from "./events.js";
import { many } from "./in-street.js";
import type { ChildRow } from "./records.js";

/** A file as it is kept. */
export interface FileRow extends FileView {
  readonly owner: string;
  /** Sealed; absent: they lie in the file store. */
  readonly bytes: Uint8Array | null;
  /** By which key they are sealed; absent: they are not. */
  readonly sealed: number | null;
}

/** Keeps a file. */
export async function writeFile(query: Query, street: string, file: FileRow & { readonly at: string }): Promise<void> {
  await query.query(
    "insert into hub.file (street, id, name, type, size, owner, bytes, sealed, at) values ($1, $2::uuid, $3, $4, $5, $6, $7, $8, $9::timestamptz)",
    [street, file.id, file.name, file.type, file.size, file.owner, file.bytes, file.sealed, file.at],
  );
}

/** Reads a file. */
export async function readFile(query: Query, street: string, id: string): Promise<FileRow | undefined> {
  const [row] = await query.query<FileRow>(
    "select id::text, name, type, size, owner, bytes, sealed from hub.file where street = $1 and id = $2::uuid",
    [street, id],
  );
  return row;
}

/** Records that name a file. */
export async function recordsNaming(query: Query, street: string, file: string): Promise<readonly string[]> {
  const rows = await query.query<{ readonly record: string }>(
    "select u.record::text from hub.file_use u where u.street = $1 and u.file = $2::uuid",
    [street, file],
  );
  return rows.map(({ record }) => record);
}

/** What events and child rows of a record say that names a file. */
export async function sayingsOf(
  query: Query,
  street: string,
  { record, file }: { readonly record: string; readonly file: string },
): Promise<{ readonly events: readonly EventRow[]; readonly children: readonly ChildRow[] }> {
  // What they say may lie sealed, so it is looked at once it has come in.
  const names = (said: unknown) => JSON.stringify(said).includes(file);
  const events = await many<EventRow>(
    query,
    `select ${asEvent} as r from hub.event e where e.street = $1 and e.record = $2::uuid order by e.seq`,
    [street, record],
  );
  const children = await many<ChildRow>(
    query,
    `select ${asChild} as r from hub.child c where c.street = $1 and c.record = $2::uuid order by c.id`,
    [street, record],
  );
  return { events: events.filter(({ body }) => names(body)), children: children.filter(({ input }) => names(input)) };
}

/** What was answered before under a key, if anything. */
export async function findAnswer(
  query: Query,
  street: string,
  asked: { readonly actor: string; readonly key: string },
): Promise<{ readonly hash: string; readonly response: string } | undefined> {
  const [row] = await query.query<{ readonly hash: string; readonly response: string }>(
    "select hash, response from hub.idempotency where street = $1 and actor = $2 and key = $3",
    [street, asked.actor, asked.key],
  );
  return row;
}

/** Keeps an answer under a key; `false`: a twin was faster. */
export async function keepAnswer(
  query: Query,
  street: string,
  answer: {
    readonly actor: string;
    readonly key: string;
    readonly hash: string;
    readonly status: number;
    readonly response: string;
    readonly at: string;
  },
): Promise<boolean> {
  const rows = await query.query(
    `insert into hub.idempotency (street, actor, key, hash, status, response, at) values ($1, $2, $3, $4, $5, $6, $7::timestamptz)
     on conflict do nothing returning key`,
    [street, answer.actor, answer.key, answer.hash, answer.status, answer.response, answer.at],
  );
  return rows.length > 0;
}
