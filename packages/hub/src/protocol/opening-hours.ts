import { at, dayOf, milliseconds, timeIn, type Machine, type OpeningHours, type Use } from "@linli/contracts";
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import type { Kind } from "../engine.js";
import type { ResourceRow } from "../store/rows.js";

/** A span of a local day, `HH:MM` each; `24:00` is its end. */
export type Span = readonly [from: string, until: string];

/** The opening hours of a resource, if its kind says where they stand. */
export function openingOf(kind: Kind | undefined, resource: Pick<ResourceRow, "value">): OpeningHours | undefined {
  const pointer = kind?.kind.opening;
  return pointer === undefined ? undefined : (at(resource.value, pointer) as OpeningHours | undefined);
}

/** When a resource is open on a local day; empty: it is closed. Exceptions stand in place of the rule. */
export function spansOn(opening: OpeningHours, date: string): readonly Span[] {
  const exceptions = (opening.exceptions ?? []).filter((exception) => exception.date === date);
  if (exceptions.length > 0)
    return exceptions
      .flatMap(({ from, until }) => (from === undefined || until === undefined ? [] : [[from, until] as const]))
      .sort();
  return occursOn(opening.rule, date) ? [[opening.from, opening.until]] : [];
}

/** Whether a resource is open at an instant. */
export function isOpenAt(opening: OpeningHours | undefined, moment: string, zone: string): boolean {
  if (opening === undefined) return true;
  const time = timeIn(zone);
  const minutes = time.minutes(moment);
  return spansOn(opening, time.date(moment)).some(
    ([from, until]) => minutesOf(from) <= minutes && minutes < minutesOf(until),
  );
}

/** Why a use is refused by opening hours or by the grid of slots, if it is. */
export function openingProblem(
  machine: Machine,
  uses: readonly Use[],
  look: {
    readonly kinds: ReadonlyMap<string, Kind>;
    readonly resources: ReadonlyMap<string, ResourceRow>;
    readonly zone: string;
  },
): "outside-opening" | "off-grid" | undefined {
  for (const use of uses) {
    const rule = machine.contract.uses?.find((one) => one.kind === use.kind);
    const resource = look.resources.get(use.id);
    const asks = typeof rule?.period === "string" || rule?.time !== undefined;
    if (!asks || resource === undefined || use.start === undefined || use.end === undefined) continue;
    const problem = problemOf(
      machine,
      { start: use.start, end: use.end, wholeDay: rule.time !== undefined },
      openingOf(look.kinds.get(use.kind), resource),
      look.zone,
    );
    if (problem !== undefined) return problem;
  }
  return undefined;
}

const instants = new Map<string, number>();

/** The moment at which a local day shows a time, in milliseconds; kept at hand, since opening hours are asked again and again. */
function instantOf(date: string, local: string, zone: string): number {
  const key = `${zone} ${date} ${local}`;
  let found = instants.get(key);
  if (found === undefined) {
    const day = dayOf(date, zone);
    found = Date.parse(
      local === "24:00" ? day.end : local === "00:00" ? day.start : timeIn(zone).atTime(day.start, local),
    );
    if (instants.size > 5000) instants.clear();
    instants.set(key, found);
  }
  return found;
}

interface Wanted {
  readonly start: string;
  readonly end: string;
  readonly wholeDay: boolean;
}

function problemOf(
  machine: Machine,
  wanted: Wanted,
  opening: OpeningHours | undefined,
  zone: string,
): "outside-opening" | "off-grid" | undefined {
  const time = timeIn(zone);
  const date = time.date(wanted.start);
  const spans = opening === undefined ? [["00:00", "24:00"] as const] : spansOn(opening, date);
  if (spans.length === 0) return "outside-opening";
  const instant = (local: string) => instantOf(date, local, zone);
  const [start, end] = [Date.parse(wanted.start), Date.parse(wanted.end)];
  if (wanted.wholeDay && start === instant("00:00")) return undefined;
  const within = spans.find(
    ([from, until]) => instant(from) <= start && (wanted.wholeDay ? start < instant(until) : end <= instant(until)),
  );
  // What is open around the clock may be used over midnight.
  if (within === undefined && !(spans[0]?.[0] === "00:00" && spans[0][1] === "24:00")) return "outside-opening";
  const slot = machine.settings["slot"];
  if (typeof slot !== "string" || wanted.wholeDay) return undefined;
  return isOnGrid(machine, { start, end, from: instant(within?.[0] ?? "00:00") }, slot) ? undefined : "off-grid";
}

function isOnGrid(
  machine: Machine,
  { start, end, from }: { readonly start: number; readonly end: number; readonly from: number },
  slot: string,
): boolean {
  const length = milliseconds(slot);
  const most = machine.settings["maxSlots"];
  const slots = (end - start) / length;
  return (
    (start - from) % length === 0 &&
    Number.isInteger(slots) &&
    slots >= 1 &&
    (typeof most !== "number" || slots <= most)
  );
}

const known = new Map<string, ReadonlySet<string>>();

/** Whether a rule of days (RFC 5545) names a date. Rules repeat a week, a month or a year at most, so a year is kept at hand. */
export function occursOn(rule: string, date: string): boolean {
  if (rule === "FREQ=DAILY") return true;
  const year = date.slice(0, 4);
  const key = `${rule} ${year}`;
  let days = known.get(key);
  if (days === undefined) {
    // Anchored where intervals of two weeks, months or years all begin: a Monday, the first of a year.
    const dtstart = Temporal.ZonedDateTime.from("2024-01-01T00:00[UTC]");
    const all = new RRuleTemporal({ rruleString: `RRULE:${rule}`, dtstart, tzid: "UTC", maxIterations: 100_000 });
    const from = new Date(`${year}-01-01T00:00:00Z`);
    const until = new Date(`${year}-12-31T23:59:59Z`);
    days = new Set(all.between(from, until, true).map((found) => String(found).slice(0, 10)));
    if (known.size > 500) known.clear();
    known.set(key, days);
  }
  return days.has(date);
}

/** Minutes since midnight of a local time. */
export function minutesOf(local: string): number {
  return Number(local.slice(0, 2)) * 60 + Number(local.slice(3, 5));
}
