import type { JsonObject } from "@linli/contracts";
import type { Query } from "../database.js";
import { many, one } from "./in-street.js";

/** Long work of a street. */
export interface JobRow {
  readonly id: string;
  readonly kind: string;
  readonly input: JsonObject;
  readonly by: string;
  readonly state: "waiting" | "running" | "done" | "failed";
  readonly done: number;
  readonly total: number | null;
  /** Where it goes on. */
  readonly place: JsonObject | null;
  readonly report: JsonObject | null;
  readonly fault: string | null;
  readonly made: string;
  readonly changed: string;
}

const asJob = `to_jsonb(j) - 'street' - 'due' - 'lease'`;

/** Puts work down to be done from a moment on. */
export async function writeJob(
  query: Query,
  street: string,
  job: Pick<JobRow, "id" | "kind" | "input" | "by" | "made"> & { readonly due: string },
): Promise<void> {
  await query.query(
    "insert into hub.job (street, id, kind, input, by, made, changed, due) values ($1, $2::uuid, $3, $4::jsonb, $5, $6::timestamptz, $6::timestamptz, $7::timestamptz)",
    [street, job.id, job.kind, JSON.stringify(job.input), job.by, job.made, job.due],
  );
}

/** Reads one. */
export function readJobRow(query: Query, street: string, id: string): Promise<JobRow | undefined> {
  return one(query, `select ${asJob} as r from hub.job j where j.street = $1 and j.id = $2::uuid`, [street, id]);
}

/** The newest, newest first. */
export function listJobRows(query: Query, street: string, limit: number): Promise<readonly JobRow[]> {
  return many(query, `select ${asJob} as r from hub.job j where j.street = $1 order by j.id desc limit $2`, [
    street,
    limit,
  ]);
}

/** Whether work of a kind is down to be done, or under way. */
export async function hasJob(query: Query, street: string, kind: string): Promise<boolean> {
  const rows = await query.query(
    "select 1 from hub.job where street = $1 and kind = $2 and state in ('waiting', 'running') limit 1",
    [street, kind],
  );
  return rows.length > 0;
}

/** Claims work that is due, for some time; what another hub has claimed is left to it. */
export function claimJob(
  query: Query,
  street: string,
  asked: { readonly now: string; readonly until: string },
): Promise<JobRow | undefined> {
  return one(
    query,
    `with due as (select j.id from hub.job j where j.street = $1 and j.state in ('waiting', 'running') and j.due <= $2::timestamptz
         and (j.lease is null or j.lease <= $2::timestamptz) order by j.due, j.id limit 1 for update skip locked)
     update hub.job j set state = 'running', lease = $3::timestamptz from due where j.street = $1 and j.id = due.id returning ${asJob} as r`,
    [street, asked.now, asked.until],
  );
}

/** Notes how far work has come; `due`: when it goes on, where that is not now. */
export async function moveJob(
  query: Query,
  street: string,
  id: string,
  to: Pick<JobRow, "state" | "done" | "total" | "place" | "report" | "fault"> & {
    readonly now: string;
    readonly until: string | null;
    readonly due?: string;
  },
): Promise<void> {
  await query.query(
    `update hub.job set state = $3, done = $4, total = $5, place = $6::jsonb, report = $7::jsonb, fault = $8, changed = $9::timestamptz, lease = $10::timestamptz,
       due = coalesce($11::timestamptz, due) where street = $1 and id = $2::uuid`,
    [
      street,
      id,
      to.state,
      to.done,
      to.total,
      to.place === null ? null : JSON.stringify(to.place),
      to.report === null ? null : JSON.stringify(to.report),
      to.fault,
      to.now,
      to.until,
      to.due ?? null,
    ],
  );
}
