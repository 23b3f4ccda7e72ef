import type { Machine, Use } from "@linli/contracts";
import type { Taken } from "../store/load.js";
import type { HoldingRow } from "../store/rows.js";

/** A use as it would be held: with the pool in which its units are counted. */
export interface Wish extends HoldingRow {
  /** Units that there are in all; `null`: one record at a time. */
  readonly capacity: number | null;
}

/**
 * What is left of resources while an act is decided: what was loaded, less what the act has reserved so far, plus what it
 * has given back. The data base has the last word when it is committed.
 */
export interface Room {
  /** Units that were taken when it was loaded, by pool and bucket. */
  readonly units: Map<string, number>;
  /** What the act itself takes and gives back of them. */
  readonly own: Map<string, number>;
  /** Reservations that were in the way of each exclusive wish when it was loaded. */
  readonly ways: Map<string, readonly string[]>;
  /** Reservations that the act gives back. */
  readonly given: Set<string>;
  /** Exclusive reservations that the act takes. */
  readonly taken: HoldingRow[];
  /** How many wait for some of a wish. */
  readonly ahead: Map<string, number>;
  /** Rows that wait for a resource, and the place of the last. */
  readonly queues: Map<string, readonly [count: number, last: number]>;
}

/** Nothing is known yet. */
export function noRoom(): Room {
  return {
    units: new Map(),
    own: new Map(),
    ways: new Map(),
    given: new Set(),
    taken: [],
    ahead: new Map(),
    queues: new Map(),
  };
}

/** The uses that have a capacity, as wishes. */
export function wishesOf(machine: Machine, uses: readonly Use[]): readonly Wish[] {
  return uses.flatMap((use) =>
    use.capacity === undefined
      ? []
      : [
          {
            resource: use.id,
            kind: use.kind,
            pool: use.capacity === "exclusive" ? "" : poolOf(machine, use.kind),
            // Held by one at a time without any period: for good.
            starts: use.start ?? (use.capacity === "exclusive" ? "-infinity" : null),
            ends: use.end ?? (use.capacity === "exclusive" ? "infinity" : null),
            exclusive: use.capacity === "exclusive",
            units: use.units,
            buckets: use.buckets,
            capacity: use.capacity === "exclusive" ? null : use.capacity,
          },
        ],
  );
}

/** Scenarios that count the same capacity in the same buckets share it. */
function poolOf(machine: Machine, kind: string): string {
  const rule = machine.contract.uses?.find(
    (one) => one.kind === kind && one.capacity !== undefined && one.capacity !== "exclusive",
  );
  const slot = machine.settings["slot"];
  const timeless = rule?.period === undefined && rule?.time === undefined;
  return `${rule?.capacity ?? ""} ${timeless ? "" : (rule.bucket ?? (typeof slot === "string" ? slot : "P1D"))}`;
}

/** Takes in what was loaded for some wishes (in the order in which they were asked). */
export function learn(room: Room, wishes: readonly HoldingRow[], taken: readonly Taken[]): void {
  for (const answer of taken) {
    const wish = wishes[answer.no];
    if (wish === undefined) continue;
    for (const [bucket, units] of answer.taken ?? []) room.units.set(unitKey(wish, bucket), units);
    if (wish.exclusive) room.ways.set(wayKey(wish), answer.overlaps ?? []);
    room.ahead.set(wayKey(wish), answer.ahead);
    room.queues.set(wish.resource, answer.queue);
  }
}

/** Whether all of these can be had together. */
export function isFree(room: Room, wishes: readonly Wish[]): boolean {
  const wanted = new Map<string, { units: number; readonly capacity: number }>();
  for (const wish of wishes) {
    if (wish.exclusive) {
      const blocked = (room.ways.get(wayKey(wish)) ?? []).some((id) => !room.given.has(id));
      if (blocked || room.taken.some((held) => held.resource === wish.resource && overlap(held, wish))) return false;
      continue;
    }
    for (const bucket of wish.buckets) {
      const key = unitKey(wish, bucket);
      wanted.set(key, { units: (wanted.get(key)?.units ?? 0) + wish.units, capacity: wish.capacity ?? 0 });
    }
  }
  return [...wanted].every(
    ([key, { units, capacity }]) => (room.units.get(key) ?? 0) + (room.own.get(key) ?? 0) + units <= capacity,
  );
}

/** How many records wait for some of these. */
export function waitingFor(room: Room, wishes: readonly Wish[]): number {
  return Math.max(0, ...wishes.map((wish) => room.ahead.get(wayKey(wish)) ?? 0));
}

/** Gives back what a reservation held, or some of its buckets. */
export function giveBack(
  room: Room,
  held: HoldingRow & { readonly id: string },
  buckets: readonly string[] = held.buckets,
): void {
  if (held.exclusive) room.given.add(held.id);
  else for (const bucket of buckets) add(room, unitKey(held, bucket), -held.units);
}

/** Takes what a reservation will hold. */
export function take(room: Room, held: HoldingRow): void {
  if (held.exclusive) room.taken.push(held);
  else for (const bucket of held.buckets) add(room, unitKey(held, bucket), held.units);
}

/** The room as it would be once these had been given back. */
export function without(room: Room, held: readonly (HoldingRow & { readonly id: string })[]): Room {
  const copy: Room = { ...room, own: new Map(room.own), given: new Set(room.given) };
  for (const one of held) giveBack(copy, one);
  return copy;
}

function add(room: Room, key: string, units: number): void {
  room.own.set(key, (room.own.get(key) ?? 0) + units);
}

function overlap(a: HoldingRow, b: HoldingRow): boolean {
  return moment(a.starts) < moment(b.ends) && moment(b.starts) < moment(a.ends);
}

/** An instant of the data base, in milliseconds since 1970. */
function moment(text: string | null): number {
  if (text === "infinity") return Infinity;
  return text === "-infinity" ? -Infinity : Date.parse(text ?? "");
}

function unitKey(wish: HoldingRow, bucket: string): string {
  return `${wish.resource}|${wish.pool}|${bucket}`;
}

function wayKey(wish: HoldingRow): string {
  return `${wish.resource}|${wish.pool}|${moment(wish.starts)}|${moment(wish.ends)}|${wish.buckets.length}`;
}
