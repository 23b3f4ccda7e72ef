import type { JsonObject, Profile, WorkingCalendar } from "@linli/contracts";
import type { Query } from "../database.js";
import { one } from "./in-street.js";

/** A unit of the tree: district ⊃ street or town ⊃ community or village ⊃ grid ⊃ micro-grid. */
export interface Jurisdiction {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly kind: string;
}

/** A street (the tenant) as the hub keeps it at hand. */
export interface Street {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly phone: string | null;
  readonly brand: JsonObject | null;
  readonly profile: Profile | null;
  readonly calendar: JsonObject | null;
  /** Working days of its country, for a street that says none of its own. */
  readonly holidays?: WorkingCalendar;
  /** Made for tests: its clock stands still until it is moved. */
  readonly test: boolean;
  readonly clock: string | null;
  readonly revision: number;
  readonly jurisdictions: readonly Jurisdiction[];
}

/** What a street is made from. */
export type NewStreet = Omit<Street, "revision" | "jurisdictions" | "holidays"> & {
  readonly jurisdictions: readonly Jurisdiction[];
  readonly created: string;
};

/**
 * Reads a street with its jurisdictions. The query already speaks as this street. As `json`, not `jsonb`: fields and choices
 * stand in the order in which the street has written them.
 */
export function readStreet(query: Query, street: string): Promise<Street | undefined> {
  return one<Street>(
    query,
    `select json_build_object('id', s.street, 'name', s.name, 'zone', s.zone, 'phone', s.phone, 'brand', s.brand, 'profile', s.profile, 'calendar', s.calendar,
       'test', s.test, 'clock', s.clock, 'revision', s.revision,
       'jurisdictions', coalesce((select jsonb_agg(jsonb_build_object('id', j.id, 'name', j.name, 'parent', j.parent, 'kind', j.kind) order by j.id)
                                  from hub.jurisdiction j where j.street = s.street), '[]')) as r
     from hub.street s where s.street = $1`,
    [street],
  );
}

/** Makes a street, or changes one: its jurisdictions are added to. The query already speaks as this street. */
export async function writeStreet(query: Query, street: NewStreet): Promise<void> {
  const { id, name, zone, phone, brand, profile, calendar, test, clock, created } = street;
  await query.query("insert into hub.tenant (street, test) values ($1, $2) on conflict do nothing", [id, test]);
  await query.query(
    `insert into hub.street as s (street, name, zone, phone, brand, profile, calendar, test, clock, created)
     values ($1, $2, $3, $4, $5::jsonb, $6::json, $7::jsonb, $8, $9::timestamptz, $10::timestamptz)
     on conflict (street) do update set name = excluded.name, phone = excluded.phone, brand = excluded.brand, profile = excluded.profile,
       calendar = excluded.calendar, revision = s.revision + 1`,
    [id, name, zone, phone, asJson(brand), asJson(profile), asJson(calendar), test, clock, created],
  );
  await query.query("insert into hub.head (street) values ($1) on conflict do nothing", [id]);
  // News leave from now on: of a new street all of them.
  await query.query(
    "insert into hub.told (street, seq) select h.street, h.seq from hub.head h where h.street = $1 on conflict do nothing",
    [id],
  );
  await query.query(
    `insert into hub.jurisdiction (street, id, parent, kind, name)
     select $1, x.id, x.parent, x.kind, x.name from jsonb_to_recordset($2::jsonb) x(id text, parent text, kind text, name text)
     on conflict (street, id) do update set parent = excluded.parent, kind = excluded.kind, name = excluded.name`,
    [id, JSON.stringify(street.jurisdictions)],
  );
}

/**
 * Gives a street another profile, if it is still of that revision; gives the new one, `undefined` where it is not. Whoever
 * wants the same waits here.
 */
export async function writeProfile(
  query: Query,
  { street, profile, was }: { readonly street: string; readonly profile: Profile; readonly was: number },
): Promise<number | undefined> {
  return one<number>(
    query,
    `update hub.street set profile = $2::json, revision = revision + 1 where street = $1 and revision = $3
     returning to_jsonb(revision) as r`,
    [street, JSON.stringify(profile), was],
  );
}

/** Moves the clock of a street made for tests forward; gives whether it did. */
export async function moveStreetClock(query: Query, street: string, now: string): Promise<boolean> {
  const moved = await query.query(
    "update hub.street set clock = $2::timestamptz where street = $1 and test and (clock is null or clock <= $2::timestamptz) returning street",
    [street, now],
  );
  return moved.length > 0;
}

function asJson(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
