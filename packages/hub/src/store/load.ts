import type { JsonObject } from "@linli/contracts";
import type { Query } from "../database.js";
import { one } from "./in-street.js";
import type { HoldingRow, PersonRow, ResourceRow, WholeRecord } from "./rows.js";

/** What a decision asks for; see `load-functions.ts`. */
export interface Ask {
  readonly key?: { readonly actor: string; readonly key: string } | undefined;
  readonly people?: readonly string[];
  readonly standing?: { readonly holder: string; readonly subject: string } | undefined;
  readonly record?: string;
  /** Whose standing towards the record's subject is asked. */
  readonly actor?: string;
  /** Whose earlier gifts (votes, ratings) are asked. */
  readonly giver?: string | undefined;
  readonly resources?: readonly string[];
  /** A resource for which people may wait. */
  readonly waiting?: string;
  readonly uses?: readonly (Omit<HoldingRow, "kind"> & { readonly no: number })[];
  readonly counters?: readonly {
    readonly key: string;
    readonly after?: string | undefined;
    readonly before?: string | undefined;
  }[];
  readonly numbers?: readonly string[];
  readonly fold?: string | undefined;
  readonly foldSince?: string | undefined;
  readonly nearest?: {
    readonly kinds: readonly string[];
    readonly lat: number;
    readonly lon: number;
    readonly count: number;
  };
  /** Living records of a scenario, near a record in place and time. */
  readonly duplicates?: {
    readonly record: string;
    readonly scenario: string;
    readonly lat: number;
    readonly lon: number;
    readonly metres: number;
    readonly after: string;
    readonly before: string;
  };
  readonly posted?: string;
  /** Who is on a record's roll and has not taken an action on it. */
  readonly unread?: { readonly record: string; readonly action: string };
  readonly rollOf?: { readonly places: readonly string[]; readonly roles: readonly string[] };
  readonly valuesOf?: { readonly kind: string; readonly parent?: string; readonly places?: readonly string[] };
  readonly ballots?: string;
  /** Records of a scenario: all or those that live, with or without how many child rows of each kind they have. */
  readonly recordsOf?: { readonly scenario: string; readonly living: boolean; readonly children: boolean };
  /** Whose these files are, and whether a record has named them before. */
  readonly files?: { readonly ids: readonly string[]; readonly record?: string };
}

/** What is in the way of one use. */
export interface Taken {
  readonly no: number;
  readonly taken: readonly (readonly [bucket: string, units: number])[] | null;
  readonly overlaps: readonly string[] | null;
  /** How many records wait for some of it. */
  readonly ahead: number;
  /** How many rows wait for the resource, and the place of the last. */
  readonly queue: readonly [count: number, last: number];
}

/** In what right somebody may act for another. */
export interface Standing {
  readonly guardian: boolean;
  readonly mandate: {
    readonly scenarios: readonly string[] | null;
    readonly until: string | null;
    readonly revision: number;
  } | null;
}

/** What was answered before under the same key. */
export interface Replay {
  readonly hash: string;
  readonly status: number;
  /** JSON text. */
  readonly response: string;
}

/** What was loaded. */
export interface Loaded {
  readonly street: { readonly revision: number; readonly clock: string | null };
  readonly people?: { readonly [id: string]: PersonRow } | null;
  readonly standing?: Standing;
  readonly record?: WholeRecord;
  readonly given?: readonly (readonly [action: string, once: string])[] | null;
  readonly onRoll?: boolean;
  readonly waiters?: readonly (WholeRecord & { readonly taken: readonly Taken[] })[];
  readonly queues?: { readonly [resource: string]: readonly [count: number, last: number] } | null;
  readonly resources?: readonly ResourceRow[] | null;
  readonly uses?: readonly Taken[] | null;
  readonly counters?: { readonly [key: string]: number } | null;
  readonly numbers?: { readonly [key: string]: number } | null;
  readonly fold?: string | null;
  readonly files?: { readonly [id: string]: { readonly owner: string; readonly used: boolean } } | null;
  readonly nearest?: readonly (ResourceRow & { readonly metres: number })[] | null;
  readonly duplicates?:
    | readonly {
        readonly id: string;
        readonly state: string;
        readonly data: JsonObject;
        readonly opened: string;
        readonly metres: number;
      }[]
    | null;
  readonly unread?: readonly string[] | null;
  readonly posted?:
    | readonly {
        readonly id: string;
        readonly unit: string;
        readonly owner: string;
        readonly floor: number | null;
        readonly amount: number;
        /** The first date for which it counts. */
        readonly day: string;
      }[]
    | null;
  readonly rollOf?:
    readonly { readonly id: string; readonly household: string | null; readonly born: string | null }[] | null;
  readonly valuesOf?: readonly JsonObject[] | null;
  /** Ballots, each with the weights of whoever gave it. */
  readonly ballots?:
    | readonly {
        readonly choices: readonly number[];
        readonly head: number;
        readonly area: number;
        readonly share: number;
      }[]
    | null;
  /** What secret ballots weigh in sum, by option; -1: all of them. */
  readonly weights?:
    | readonly {
        readonly option: number;
        readonly head: number;
        readonly area: number;
        readonly share: number;
      }[]
    | null;
  readonly rollSum?: { readonly head: number; readonly area: number; readonly share: number };
  readonly recordsOf?:
    | readonly {
        readonly id: string;
        readonly state: string;
        readonly flags: readonly string[];
        readonly data: JsonObject;
        readonly derived: JsonObject;
        readonly done: { readonly [action: string]: number };
        readonly subject: string;
        readonly opener: string;
        readonly community: string;
        readonly children: { readonly [kind: string]: { readonly count: number } } | null;
        readonly opened: string;
        readonly entered: string;
      }[]
    | null;
}

/** Loads in one round trip; `undefined`: there is no such street. */
export async function load(
  query: Query,
  street: string,
  ask: Ask,
): Promise<Loaded | { readonly replay: Replay } | undefined> {
  return one(query, "select hub.load($1, $2) as r", [street, JSON.stringify(ask)]);
}

/** Locks resources, in the order in which commits lock them. */
export async function lockResources(query: Query, street: string, resources: readonly string[]): Promise<void> {
  await query.query("select hub.lock($1, $2)", [street, JSON.stringify(resources)]);
}
