import {
  dayOf,
  localInstant,
  offsetAt,
  timeIn,
  usesOf,
  type AvailabilityView,
  type Machine,
  type PoolAvailability,
  type ResourceAvailability,
  type UseRule,
} from "@linli/contracts";
import { Temporal } from "temporal-polyfill";
import type { Query } from "../database.js";
import { ProblemError, type Engine } from "../engine.js";
import { takenPeriods, takenUnits, type TakenPeriod, type TakenUnits } from "../store/availability.js";
import type { ResourceRow } from "../store/rows.js";
import type { Street } from "../store/streets.js";
import { openingOf, spansOn, type Span } from "./opening-hours.js";
import { resourceFacts } from "./plan.js";
import { wishesOf, type Wish } from "./room.js";
import { nowIn } from "./street-at-hand.js";

/** Days of a street on which somebody asks what can be had. */
export interface Days {
  readonly street: Street;
  readonly now: string;
  /** Local dates, in order. */
  readonly days: readonly string[];
  readonly from: string;
  readonly until: string;
}

/** A way in which a thing is counted: by a scenario that has a use of it. */
export interface Counting {
  readonly machine: Machine;
  readonly rule: UseRule;
}

/** A thing, and all ways in which it is counted. */
export interface Counted {
  readonly row: ResourceRow;
  readonly by: readonly Counting[];
}

/**
 * Reads which days are asked about; absent: a week from today.
 * @throws invalid (from)
 */
export function daysAsked(
  engine: Engine,
  street: Street,
  asked: { readonly from?: string; readonly days?: number },
): Days {
  const now = nowIn(engine, street);
  const days = daysFrom(asked.from ?? now.slice(0, 10), Math.min(asked.days ?? 7, 62));
  return {
    street,
    now,
    days,
    from: dayOf(days[0] as string, street.zone).start,
    until: dayOf(days.at(-1) as string, street.zone).end,
  };
}

/** What can be had of some things on these days; `show` takes out of a thing what its reader may not see. */
export async function readAvailable(
  query: Query,
  look: Days & { readonly engine: Engine; readonly show: (row: ResourceRow) => ResourceRow },
  things: readonly Counted[],
): Promise<AvailabilityView> {
  const { street, now, days, from, until } = look;
  const wished = things.map(({ row, by }) => ({
    row,
    wishes: by.map((counting) => ({ counting, wish: wishOf(counting, row, look) })),
  }));
  const idsOf = (exclusive: boolean) =>
    wished.filter(({ wishes }) => wishes.some(({ wish }) => wish?.exclusive === exclusive)).map(({ row }) => row.id);
  const [held, counted] = [idsOf(true), idsOf(false)];
  const buckets = [...new Set(wished.flatMap(({ wishes }) => wishes.flatMap(({ wish }) => wish?.buckets ?? [])))];
  const periods = held.length === 0 ? [] : await takenPeriods(query, street.id, held, from, until);
  const units =
    counted.length === 0 ? [] : await takenUnits(query, street.id, { resources: counted, from, until, buckets });
  const offsets = days.map((day) => offsetAt(dayOf(day, street.zone).start, street.zone));
  const offset = offsetAt(now, street.zone);
  return {
    now,
    zone: street.zone,
    offset,
    ...(offsets.every((one) => one === offset) ? {} : { offsets }),
    days,
    resources: wished.map(({ row, wishes }) => ({
      ...describe(look, row),
      ...whatIsLeft(wishes, { ...look, row, periods, units }),
    })),
  };
}

function daysFrom(from: string, count: number): readonly string[] {
  try {
    const first = Temporal.PlainDate.from(from);
    return Array.from({ length: count }, (_, i) => first.add({ days: i }).toString());
  } catch {
    throw new ProblemError("invalid", { faults: [{ at: "/from", keyword: "format", limit: "date" }] });
  }
}

function describe(
  look: Parameters<typeof readAvailable>[1],
  row: ResourceRow,
): Omit<ResourceAvailability, "taken" | "left" | "leftBySlot" | "capacity"> {
  const opening = openingOf(look.engine.kinds.get(row.kind), row);
  const whole: readonly Span[] = [["00:00", "24:00"]];
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    ...(row.parent === null ? {} : { parent: row.parent }),
    ...(row.lat === null || row.lon === null
      ? {}
      : { place: { lat: row.lat, lon: row.lon, ...(row.address === null ? {} : { address: row.address }) } }),
    value: look.show(row).value,
    open: look.days.map((day) => (opening === undefined ? whole : spansOn(opening, day))),
  };
}

/** What somebody who wanted all of these days would ask of a thing: the pool and the buckets in which it is counted. */
function wishOf({ machine, rule }: Counting, row: ResourceRow, { street, now, from, until }: Days): Wish | undefined {
  // The rule as it would be if the record named this thing, for all of these days.
  const timed =
    typeof rule.period === "string" ||
    rule.time !== undefined ||
    (typeof rule.period === "object" && "from" in rule.period);
  const { parent: _parent, units: _units, time: _time, ...rest } = rule;
  const asked: UseRule = { ...rest, at: "/it", ...(timed ? { period: "/when" } : {}) };
  const data = { it: row.id, when: { start: from, end: until } };
  const one: Machine = { ...machine, contract: { ...machine.contract, uses: [asked] } };
  const uses = usesOf(one, data, (kind, id) => (kind === row.kind && id === row.id ? resourceFacts(row) : undefined), {
    now,
    zone: street.zone,
  });
  const [wish] = wishesOf(machine, uses);
  return wish;
}

interface Left extends Days {
  readonly row: ResourceRow;
  readonly periods: readonly TakenPeriod[];
  readonly units: readonly TakenUnits[];
}

type Wished = { readonly counting: Counting; readonly wish: Wish | undefined };

/** Of a thing that is counted in one way, what is left in that; of one that is counted in several, what is left in each. */
function whatIsLeft(
  wishes: readonly Wished[],
  look: Left,
): Pick<ResourceAvailability, "taken" | "left" | "leftBySlot" | "capacity" | "pools"> {
  const pools = new Map<string, { readonly scenarios: string[]; readonly left: Omit<PoolAvailability, "scenarios"> }>();
  for (const { counting, wish } of wishes) {
    if (wish === undefined || wish.exclusive) continue;
    const pool = pools.get(wish.pool);
    if (pool === undefined)
      pools.set(wish.pool, { scenarios: [counting.machine.contract.id], left: leftIn(wish, counting.rule, look) });
    else pool.scenarios.push(counting.machine.contract.id);
  }
  const [first, ...others] = pools.values();
  return {
    ...(wishes.some(({ wish }) => wish?.exclusive === true) ? { taken: takenByDay(look) } : {}),
    ...(others.length > 0
      ? { pools: [...pools.values()].map(({ scenarios, left }) => ({ scenarios, ...left })) }
      : first?.left),
  };
}

function leftIn(wish: Wish, rule: UseRule, { days, street, row, units }: Left): Omit<PoolAvailability, "scenarios"> {
  const capacity = wish.capacity ?? 0;
  const taken = new Map(
    units.filter((one) => one.resource === row.id && one.pool === wish.pool).map((one) => [one.at, one.taken]),
  );
  const left = (bucket: string) => capacity - (taken.get(bucket) ?? 0);
  const ofResource = typeof rule.period === "object" && "resource" in rule.period;
  if (ofResource || wish.buckets.includes("")) return { capacity, left: [Math.min(...wish.buckets.map(left))] };
  const time = timeIn(street.zone);
  const bySlot = days.map((day) => {
    const used = [...taken.keys()].filter((bucket) => time.date(bucket) === day).sort();
    return Object.fromEntries(used.map((bucket) => [localInstant(bucket, street.zone).slice(11, 16), left(bucket)]));
  });
  const byDay =
    wish.buckets.length === days.length &&
    wish.buckets.every((bucket, i) => bucket === dayOf(days[i] as string, street.zone).start);
  return byDay
    ? { capacity, left: days.map((day) => left(dayOf(day, street.zone).start)) }
    : { capacity, leftBySlot: bySlot };
}

function takenByDay({ days, street, row, periods }: Left): readonly (readonly Span[])[] {
  const mine = periods.filter((period) => period.resource === row.id);
  return days.map((day) => {
    const { start, end } = dayOf(day, street.zone);
    const [from, until] = [Date.parse(start), Date.parse(end)];
    const local = (moment: string) => localInstant(moment, street.zone).slice(11, 16);
    return mine.flatMap(({ starts, ends }): readonly Span[] => {
      const [a, b] = [Date.parse(starts), Date.parse(ends)];
      if (b <= from || a >= until) return [];
      return [[a <= from ? "00:00" : local(starts), b >= until ? "24:00" : local(ends)]];
    });
  });
}
