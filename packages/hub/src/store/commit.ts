import type { Json } from "@linli/contracts";
import type { Query } from "../database.js";
import { one } from "./in-street.js";
import type { Replay } from "./load.js";
import type { ReadingRow } from "./readings.js";
import type { ClockRow, HoldingRow, RecordRow, ResourceRow } from "./rows.js";

/** What one act writes; every part may be absent. */
export interface Changes {
  readonly now: string;
  /** Its events are to leave the hub soon. */
  readonly tells?: true;
  key?: {
    readonly actor: string;
    readonly key: string;
    readonly request: string;
    readonly status: number;
    readonly response: string;
  };
  insert: RecordRow[];
  update: RecordRow[];
  assign: { readonly record: string; readonly assignees: readonly string[] }[];
  children: {
    readonly id: string;
    readonly record: string;
    readonly kind: string;
    readonly action: string;
    readonly author: string | null;
    readonly input: Json;
    readonly at: string | null;
  }[];
  given: { readonly record: string; readonly action: string; readonly once: string }[];
  /** Child rows whose own state moves on (settlements): `was` the state in which they were seen. */
  restate: { readonly id: string; readonly was: string; readonly input: Json }[];
  release: { readonly record: string; readonly id: string }[];
  shorten: {
    readonly record: string;
    readonly id: string;
    readonly ends: string | null;
    readonly drop: readonly string[];
  }[];
  reserve: (HoldingRow & { readonly id: string; readonly record: string; readonly capacity: number | null })[];
  leave: string[];
  join: (HoldingRow & { readonly record: string; readonly no: number })[];
  use: { readonly key: string; readonly record: string; readonly at: string; readonly lasts: string }[];
  unuse: { readonly record: string; readonly lasts: string }[];
  count: { readonly key: string; readonly value: number }[];
  lines: {
    readonly entry: string;
    readonly no: number;
    readonly account: string;
    readonly amount: number;
    readonly record: string | null;
    /** The local date for which it counts. */
    readonly day: string;
  }[];
  certificates: {
    readonly code: string;
    readonly number: string;
    readonly record: string;
    readonly scenario: string;
    readonly until: string | null;
  }[];
  /** Clocks of a rule, or (without) all of a record. */
  clear: { readonly record: string; readonly rule?: string }[];
  unname: { readonly record: string; readonly name: string }[];
  clocks: ClockRow[];
  links: {
    readonly record: string;
    readonly rel: string;
    readonly other: string;
    readonly scenario: string;
    readonly kind?: string | null;
    readonly cause?: string | null;
    readonly rule?: number | null;
  }[];
  roll: {
    readonly record: string;
    readonly voter: string;
    readonly head: number;
    readonly area: number;
    readonly share: number;
  }[];
  /** Secret ballots that weigh more than heads: their weight is added to what they chose, and to all (-1). */
  weigh: { readonly record: string; readonly voters: readonly string[]; readonly choices: readonly number[] }[];
  /** Ids in what was sent that may be files. */
  files: { readonly file: string; readonly record: string }[];
  outbox: { readonly id: string; readonly topic: string; readonly record: string | null; readonly body: Json }[];
  /** Messages that need no longer be sent. */
  sent: string[];
  inbox: { readonly id: string; readonly source: string }[];
  /** Consents to texts of a version. */
  consents: {
    readonly record: string;
    readonly consent: string;
    readonly version: string;
    readonly by: string | null;
    readonly relation: string;
  }[];
  followers: { readonly record: string; readonly person: string }[];
  /** Under which terms something is found from now on; none: it is not. */
  terms: { readonly kind: "resource" | "notice"; readonly id: string; readonly terms: readonly string[] }[];
  /** When what runs by itself comes next: `scenario` and `rule` name it. */
  rules: { readonly scenario: string; readonly rule: string; readonly next: string }[];
  resources: ResourceRow[];
  readings: ReadingRow[];
  byRule?: { readonly scenario: string; readonly rule: string; readonly next: string; readonly after: string | null };
  events: {
    readonly id: string;
    readonly type: string;
    readonly record: string | null;
    readonly salt: string;
    readonly payload: string;
    /** Of a payload that is sealed: `sha256(salt ‖ its words)`, in hexadecimal. */
    readonly leaf?: string;
  }[];
}

/** What must still be so when it is written. Conditions, not copies: equality would make every loser of a race decide again. */
export interface Expects {
  resources: { readonly id: string; readonly revision?: number }[];
  /** People of whom nothing was loaded: they are as they were at hand. */
  members: { readonly id: string; readonly revision: number }[];
  street?: { readonly revision: number; readonly clock: string | null };
  records: { readonly id: string; readonly revision?: number }[];
  /** Records that are only appended to. */
  shared: { readonly id: string; readonly revision: number }[];
  accounts: { readonly id: string; readonly unit: string; readonly owner: string; readonly floor: number | null }[];
  counters: string[];
  below: {
    readonly key: string;
    readonly after?: string | undefined;
    readonly before?: string | undefined;
    readonly most: number;
  }[];
  queues: { readonly resource: string; readonly count: number; readonly last: number }[];
  /** Uses of records that join a waitlist: something of them is still taken. */
  full: (HoldingRow & { readonly record: string; readonly capacity: number | null })[];
  numbers: { readonly key: string; readonly value: number }[];
  mandate?: { readonly holder: string; readonly subject: string; readonly revision: number };
  guardian?: { readonly holder: string; readonly subject: string };
  /** Living records of the same thing, into which others fold. */
  folds: { readonly key: string; readonly since: string | null; readonly record: string | null }[];
  /** How many of the tasks below a record have not ended: from so many to so many. */
  siblings: { readonly record: string; readonly least: number; readonly most: number }[];
  /** What accounts came to. */
  balances: { readonly account: string; readonly balance: number }[];
  clock?: { readonly record: string; readonly name: string; readonly due: string };
  byRule?: { readonly scenario: string; readonly rule: string; readonly next: string; readonly after: string | null };
}

/** Nothing to change yet. */
export function noChanges(now: string): Changes {
  return {
    now,
    insert: [],
    update: [],
    assign: [],
    children: [],
    given: [],
    restate: [],
    release: [],
    shorten: [],
    reserve: [],
    leave: [],
    join: [],
    use: [],
    unuse: [],
    count: [],
    lines: [],
    certificates: [],
    clear: [],
    unname: [],
    clocks: [],
    links: [],
    roll: [],
    weigh: [],
    files: [],
    outbox: [],
    sent: [],
    inbox: [],
    consents: [],
    followers: [],
    terms: [],
    rules: [],
    resources: [],
    readings: [],
    events: [],
  };
}

/** Nothing to expect yet. */
export function noExpects(): Expects {
  return {
    resources: [],
    members: [],
    records: [],
    shared: [],
    accounts: [],
    counters: [],
    below: [],
    queues: [],
    full: [],
    numbers: [],
    folds: [],
    siblings: [],
    balances: [],
  };
}

/** The resources that a commit will lock, sorted. */
export function resourcesOf(
  changes: Changes,
  expects: Expects,
): readonly { readonly id: string; readonly revision?: number }[] {
  const found = new Map<string, { readonly id: string; readonly revision?: number }>();
  const held = [...changes.reserve, ...changes.join, ...expects.full, ...expects.queues];
  for (const { resource } of held) found.set(resource, { id: resource });
  for (const { id, revision } of expects.resources) {
    const before = found.get(id)?.revision;
    found.set(id, revision === undefined ? (found.get(id) ?? { id }) : { id, revision: before ?? revision });
  }
  return sorted([...found.values()]);
}

/** Writes; gives the street's new event number, or what was answered before under the same key. */
export async function commit(
  query: Query,
  street: string,
  changes: Changes,
  expects: Expects,
): Promise<{ readonly seq: number } | { readonly replay: Replay }> {
  const exclusive = expects.records.length > 0;
  const locks = filled({
    resources: resourcesOf(changes, expects),
    counters: [...new Set(expects.counters)].sort(),
    records: sorted(exclusive ? [...expects.records, ...expects.shared] : []),
    shared: exclusive ? [] : sorted(expects.shared),
    accounts: sorted(distinct(expects.accounts)),
  });
  // What is locked is checked under its lock; the rest is looked at once more.
  const { resources: _r, counters: _c, records: _w, shared: _s, accounts: _a, ...again } = expects;
  const due = changes.clocks.flatMap((one) =>
    one.due === null ? [] : [`${one.due.slice(0, 16)}${offsetIn(one.due)}`],
  );
  // Once a day is often enough to forget what was measured.
  const kept = changes.readings.map(({ keep }) => `${keep.slice(0, 10)}T23:59${offsetIn(keep)}`);
  const ruled = [...changes.rules, ...(changes.byRule === undefined ? [] : [changes.byRule])].flatMap(({ next }) =>
    next === "infinity" ? [] : [`${next.slice(0, 16)}${offsetIn(next)}`],
  );
  const sent = changes.outbox.some(({ topic }) => topic === "settle")
    ? [`${changes.now.slice(0, 16)}${offsetIn(changes.now)}`]
    : [];
  const told = changes.tells === true ? [`${changes.now.slice(0, 16)}${offsetIn(changes.now)}`] : [];
  const wake = [...new Set([...told, ...due, ...kept, ...ruled, ...sent])].sort();
  const c = { ...filled({ ...changes, wake }), locks };
  const e = filled(again);
  const done = await one<{ readonly seq: number } | { readonly replay: Replay }>(
    query,
    "select hub.commit($1, $2, $3) as r",
    [street, JSON.stringify(c), JSON.stringify(e)],
  );
  if (done === undefined) throw new Error("The commit gave no answer.");
  return done;
}

/** The minute of an instant keeps the instant's offset. */
function offsetIn(instant: string): string {
  return /(?:Z|[+-]\d\d:\d\d)$/.exec(instant)?.[0] ?? "Z";
}

function filled<T extends object>(parts: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(parts).filter(([, part]) => part !== undefined && !(Array.isArray(part) && part.length === 0)),
  ) as Partial<T>;
}

function distinct<T extends { readonly id: string }>(rows: readonly T[]): T[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function sorted<T extends { readonly id: string }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
