import { dayOf, localInstant, offsetAt, timeIn, usesOf, type AvailabilityView, type Machine, type ResourceAvailability, type UseRule } from "@linli/contracts";
import { Temporal } from "temporal-polyfill";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { openingOf, spansOn, type Span } from "../protocol/opening-hours.js";
import { resourceFacts } from "../protocol/plan.js";
import { wishesOf, type Wish } from "../protocol/room.js";
import { machineIn, nowIn, scenarioIn, streetToRead } from "../protocol/street-at-hand.js";
import { takenPeriods, takenUnits, type TakenPeriod, type TakenUnits } from "../store/availability.js";
import { inStreet } from "../store/in-street.js";
import { listResourceRows } from "../store/resources.js";
import type { ResourceRow } from "../store/rows.js";
import type { Street } from "../store/streets.js";

/** How many resources one answer names at most. */
const most = 500;

/**
 * Says in one answer what can be had: opening hours, taken spans, units left. Times are the street's.
 * @throws not-found, invalid (from)
 */
export async function readAvailability(
  engine: Engine,
  _caller: Caller,
  input: { readonly street: string; readonly scenario: string; readonly from?: string; readonly days?: number },
): Promise<AvailabilityView> {
  const street = await streetToRead(engine, input.street);
  const machine = machineIn(engine, street, scenarioIn(engine, street, input.scenario));
  const now = nowIn(engine, street);
  const days = daysFrom(input.from ?? now.slice(0, 10), Math.min(input.days ?? 7, 62));
  const rules = machine.contract.uses ?? [];
  const span = { from: dayOf(days[0] as string, street.zone).start, until: dayOf(days.at(-1) as string, street.zone).end };
  const { rows, wishes, periods, units } = await inStreet(engine.database, street.id, async (query) => {
    const kinds = [...new Set(rules.map((rule) => rule.kind))];
    const rows = kinds.length === 0 ? [] : await listResourceRows(query, street.id, { kinds, limit: most });
    const wishes = new Map(rows.map((row) => [row.id, wishFor(machine, rules, row, { street, now, ...span })]));
    const [exclusive, counted] = [rows.filter((row) => wishes.get(row.id)?.exclusive === true), rows.filter((row) => wishes.get(row.id)?.exclusive === false)];
    const buckets = [...new Set(counted.flatMap((row) => wishes.get(row.id)?.buckets ?? []))];
    const periods = exclusive.length === 0 ? [] : await takenPeriods(query, street.id, exclusive.map(({ id }) => id), span.from, span.until);
    const units = counted.length === 0 ? [] : await takenUnits(query, street.id, { resources: counted.map(({ id }) => id), ...span, buckets });
    return { rows, wishes, periods, units };
  });
  const offsets = days.map((day) => offsetAt(dayOf(day, street.zone).start, street.zone));
  const offset = offsetAt(now, street.zone);
  return {
    now,
    zone: street.zone,
    offset,
    ...(offsets.every((one) => one === offset) ? {} : { offsets }),
    days,
    resources: rows.map((row) => ({
      ...describe(engine, row, days),
      ...whatIsLeft(wishes.get(row.id), { days, street, row, periods, units, machine, rules }),
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

function describe(engine: Engine, row: ResourceRow, days: readonly string[]): Omit<ResourceAvailability, "taken" | "left" | "leftBySlot" | "capacity"> {
  const opening = openingOf(engine.kinds.get(row.kind), row);
  const whole: readonly Span[] = [["00:00", "24:00"]];
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    ...(row.parent === null ? {} : { parent: row.parent }),
    ...(row.lat === null || row.lon === null ? {} : { place: { lat: row.lat, lon: row.lon, ...(row.address === null ? {} : { address: row.address }) } }),
    value: row.value,
    open: days.map((day) => (opening === undefined ? whole : spansOn(opening, day))),
  };
}

/** What somebody who wanted all of these days would ask of a resource: the pool and the buckets in which it is counted. */
function wishFor(
  machine: Machine,
  rules: readonly UseRule[],
  row: ResourceRow,
  when: { readonly street: Street; readonly now: string; readonly from: string; readonly until: string },
): Wish | undefined {
  const rule = rules.find((one) => one.kind === row.kind && one.capacity !== undefined);
  if (rule === undefined) return undefined;
  // The rule as it would be if the record named this resource, for all of these days.
  const timed = typeof rule.period === "string" || rule.time !== undefined || (typeof rule.period === "object" && "from" in rule.period);
  const { parent: _parent, units: _units, time: _time, ...rest } = rule;
  const asked: UseRule = { ...rest, at: "/it", ...(timed ? { period: "/when" } : {}) };
  const data = { it: row.id, when: { start: when.from, end: when.until } };
  const one: Machine = { ...machine, contract: { ...machine.contract, uses: [asked] } };
  const uses = usesOf(one, data, (kind, id) => (kind === row.kind && id === row.id ? resourceFacts(row) : undefined), { now: when.now, zone: when.street.zone });
  const [wish] = wishesOf(machine, uses);
  return wish;
}

interface Left {
  readonly days: readonly string[];
  readonly street: Street;
  readonly row: ResourceRow;
  readonly periods: readonly TakenPeriod[];
  readonly units: readonly TakenUnits[];
  readonly machine: Machine;
  readonly rules: readonly UseRule[];
}

function whatIsLeft(wish: Wish | undefined, look: Left): Pick<ResourceAvailability, "taken" | "left" | "leftBySlot" | "capacity"> {
  if (wish === undefined) return {};
  const { days, street, row, units } = look;
  if (wish.exclusive) return { taken: takenByDay(look) };
  const capacity = wish.capacity ?? 0;
  const taken = new Map(units.filter((one) => one.resource === row.id && one.pool === wish.pool).map((one) => [one.at, one.taken]));
  const left = (bucket: string) => capacity - (taken.get(bucket) ?? 0);
  const rule = look.rules.find((one) => one.kind === row.kind && one.capacity !== undefined);
  const ofResource = typeof rule?.period === "object" && "resource" in rule.period;
  if (ofResource || wish.buckets.includes("")) return { capacity, left: [Math.min(...wish.buckets.map(left))] };
  const time = timeIn(street.zone);
  const bySlot = days.map((day) => {
    const used = [...taken.keys()].filter((bucket) => time.date(bucket) === day).sort();
    return Object.fromEntries(used.map((bucket) => [localInstant(bucket, street.zone).slice(11, 16), left(bucket)]));
  });
  if (!isByDay(wish, look)) return { capacity, leftBySlot: bySlot };
  return { capacity, left: days.map((day) => left(dayOf(day, street.zone).start)) };
}

function isByDay(wish: Wish, { days, street }: Left): boolean {
  return wish.buckets.length === days.length && wish.buckets.every((bucket, i) => bucket === dayOf(days[i] as string, street.zone).start);
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
