import { at, type Json, type JsonObject } from "./json.js";
import type { Machine } from "./machine.js";
import type { OpeningHours, ResourceKind } from "./model.js";
import { occursOn } from "./recurrence.js";
import type { Use } from "./state.js";
import { milliseconds, timeIn } from "./time.js";

/** When something is open on a local date: minutes from its midnight, the end not included, in order. */
export function openSpans(hours: OpeningHours, date: string): readonly (readonly [from: number, until: number])[] {
  const own = spanOf(hours, date);
  const last = spanOf(hours, dayBefore(date));
  const spill = last !== undefined && last[1] <= last[0] ? ([0, last[1]] as const) : undefined;
  const today = own === undefined ? undefined : ([own[0], own[1] <= own[0] ? 1440 : own[1]] as const);
  return [spill, today].filter((span) => span !== undefined && span[1] > span[0]) as (readonly [number, number])[];
}

/** Whether something is open at an instant. */
export function isOpenAt(hours: OpeningHours, instant: string, zone: string): boolean {
  const time = timeIn(zone);
  const minute = time.minutes(instant);
  return openSpans(hours, time.date(instant)).some(([from, until]) => from <= minute && minute < until);
}

/**
 * Why a use cannot be had whoever else holds it: `outside-opening` or `off-grid`; `undefined`: it can. A period of at most a
 * day lies within opening hours, a longer one begins within them; a date is one on which the thing is open at all. The grid
 * of slots begins at local midnight.
 */
export function problemOfTime(
  machine: Machine,
  use: Use,
  resource: { readonly kind: ResourceKind; readonly value: JsonObject },
  zone: string,
): "outside-opening" | "off-grid" | undefined {
  const rule = machine.contract.uses?.find((one) => one.kind === use.kind);
  if (rule === undefined || use.start === undefined || use.end === undefined || use.capacity === undefined) return undefined;
  if (typeof rule.period === "object" && "resource" in rule.period) return undefined;
  const hours = resource.kind.opening === undefined ? undefined : (at(resource.value, resource.kind.opening) as OpeningHours | undefined);
  if (hours !== undefined && !isWithin(hours, use.start, use.end, rule.time !== undefined, zone)) return "outside-opening";
  return typeof rule.period === "string" && isOffGrid(machine, use.start, use.end, zone) ? "off-grid" : undefined;
}

function isWithin(hours: OpeningHours, start: string, end: string, wholeDay: boolean, zone: string): boolean {
  const time = timeIn(zone);
  const date = time.date(start);
  const length = (Date.parse(end) - Date.parse(start)) / 60_000;
  if (wholeDay && time.minutes(start) === 0 && length >= 1380) return openSpans(hours, date).length > 0;
  if (length > 1440) return isOpenAt(hours, start, zone);
  const minute = time.minutes(start);
  const spans = openSpans(hours, date);
  // What is open over midnight goes on on the next day.
  const next = openSpans(hours, time.shift(date, "P1D", 1)).map(([from, until]) => [from + 1440, until + 1440] as const);
  return joined([...spans, ...next]).some(([from, until]) => from <= minute && minute + length <= until);
}

function joined(spans: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const [from, until] of spans) {
    const last = found.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], until);
    else found.push([from, until]);
  }
  return found;
}

function isOffGrid(machine: Machine, start: string, end: string, zone: string): boolean {
  const slot: Json | undefined = machine.settings["slot"];
  if (typeof slot !== "string") return false;
  const most: Json | undefined = machine.settings["maxSlots"];
  const minutes = milliseconds(slot) / 60_000;
  const length = (Date.parse(end) - Date.parse(start)) / 60_000;
  const whole = Date.parse(start) % 60_000 === 0 && timeIn(zone).minutes(start) % Math.min(minutes, 1440) === 0;
  return !whole || length <= 0 || length % minutes !== 0 || (typeof most === "number" && length > most * minutes);
}

function spanOf(hours: OpeningHours, date: string): readonly [number, number] | undefined {
  const exception = hours.exceptions?.find((one) => one.date === date);
  if (exception !== undefined)
    return exception.from === undefined || exception.until === undefined ? undefined : [minutesOf(exception.from), minutesOf(exception.until)];
  return occursOn(hours.rule, date) ? [minutesOf(hours.from), minutesOf(hours.until)] : undefined;
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
