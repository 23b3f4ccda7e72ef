import type { Machine, Use } from "@linli/contracts";
import { problemOfTime } from "./opening.js";
import { resourceOf, type Held, type Rehearsed, type Street } from "./street.js";

/** What is in the way of a record's uses. */
export interface Room {
  readonly free: boolean;
  /** If it is not free: `period-taken` or `full`. */
  readonly problem?: string;
  /** A problem that no waiting mends: an unknown resource, closed hours, off the grid. */
  readonly hard?: string;
  readonly waiting: number;
}

/** Whether all uses can be had together, as things are without what `record` itself holds. */
export function roomFor(street: Street, machine: Machine, uses: readonly Use[], record: Rehearsed | undefined): Room {
  const hard = uses.map((use) => hardProblem(street, machine, use)).find((problem) => problem !== undefined);
  const waiting = waitingFor(street, uses).filter((other) => other !== record).length;
  const wishes = wishesOf(machine, uses);
  const free = isFree(street, wishes, record);
  const taken = free ? undefined : (wishes.find((wish) => !isFree(street, [wish], record)) ?? wishes[0]);
  return {
    free,
    waiting,
    ...(taken === undefined ? {} : { problem: taken.use.capacity === "exclusive" ? "period-taken" : "full" }),
    ...(hard === undefined ? {} : { hard }),
  };
}

/** The uses that have a capacity, as they would be held. */
export function wishesOf(machine: Machine, uses: readonly Use[]): Held[] {
  return uses
    .filter((use) => use.capacity !== undefined)
    .map((use) => ({
      use,
      pool: use.capacity === "exclusive" ? "" : poolOf(machine, use.kind),
      units: use.units,
      start: use.start === undefined ? -Infinity : Date.parse(use.start),
      end: use.end === undefined ? Infinity : Date.parse(use.end),
      buckets: use.buckets,
    }));
}

/** What was held is used: what is counted per bucket stays counted, what is held for a period ends now. */
export function consume(street: Street, record: Rehearsed): void {
  const now = Date.parse(street.now);
  for (const held of record.held) {
    const byPeriod = record.machine.contract.uses?.find((rule) => rule.kind === held.use.kind)?.period !== undefined;
    if (held.use.capacity === "exclusive") held.end = Math.min(held.end, now);
    else if (byPeriod) held.buckets = held.buckets.filter((bucket) => bucket === "" || Date.parse(bucket) <= now);
  }
}

/** Records that wait for some of what these uses need, in the order in which they came. */
export function waitingFor(street: Street, uses: readonly Use[]): readonly Rehearsed[] {
  const wanted = new Set(uses.filter((use) => use.capacity !== undefined).map((use) => `${use.kind}/${use.id}`));
  return street.records.filter(
    (record) =>
      waits(record) && record.uses.some((use) => use.capacity !== undefined && wanted.has(`${use.kind}/${use.id}`)),
  );
}

function waits({ machine, state }: Rehearsed): boolean {
  return machine.moves.some((move) => move.from === state.state && move.action === "promote");
}

function isFree(street: Street, wishes: readonly Held[], record: Rehearsed | undefined): boolean {
  const others = street.records.flatMap((other) => (other === record ? [] : other.held));
  const counts = new Map<string, { taken: number; capacity: number }>();
  for (const wish of wishes) {
    const { capacity } = wish.use;
    if (capacity === "exclusive") {
      if (
        others.some(
          (held) =>
            sameThing(held, wish) &&
            held.use.capacity === "exclusive" &&
            held.start < wish.end &&
            wish.start < held.end,
        )
      )
        return false;
      continue;
    }
    for (const bucket of wish.buckets) {
      const key = `${wish.use.kind}/${wish.use.id}|${wish.pool}|${bucket}`;
      const before = counts.get(key) ?? {
        taken: others
          .filter((held) => sameThing(held, wish) && held.pool === wish.pool && held.buckets.includes(bucket))
          .reduce((sum, held) => sum + held.units, 0),
        capacity: capacity ?? 0,
      };
      counts.set(key, { ...before, taken: before.taken + wish.units });
    }
  }
  return [...counts.values()].every(({ taken, capacity }) => taken <= capacity);
}

function sameThing(a: Held, b: Held): boolean {
  return a.use.kind === b.use.kind && a.use.id === b.use.id;
}

/** Scenarios that count the same capacity in the same buckets share it. */
function poolOf(machine: Machine, kind: string): string {
  const rule = machine.contract.uses?.find(
    (one) => one.kind === kind && one.capacity !== undefined && one.capacity !== "exclusive",
  );
  const slot = machine.settings["slot"];
  const timeless = rule?.period === undefined && rule?.time === undefined;
  return `${rule?.capacity ?? ""} ${timeless ? "" : (rule?.bucket ?? (typeof slot === "string" ? slot : "P1D"))}`;
}

function hardProblem(street: Street, machine: Machine, use: Use): string | undefined {
  const resource = resourceOf(street, use.kind, use.id);
  const of = street.tree.kinds.get(use.kind);
  if (resource === undefined || of === undefined) return "unknown-resource";
  if (use.parent !== undefined && resource.parent !== use.parent) return "unknown-resource";
  return use.capacity === undefined
    ? undefined
    : problemOfTime(machine, use, { kind: of, value: resource.value }, street.zone);
}
