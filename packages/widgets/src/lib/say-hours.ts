import type { Json, JsonObject } from "@linli/contracts";

/** Days of a week as rules of days name them (RFC 5545), Monday first. */
export const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;

/** The days of a rule that says them by the week; `undefined`: it says them in another way. */
export function daysOf(rule: string): readonly string[] | undefined {
  if (rule === "FREQ=DAILY") return weekdays;
  const days = /^FREQ=WEEKLY;BYDAY=([A-Z,]+)$/.exec(rule)?.[1]?.split(",");
  return days?.every((day) => (weekdays as readonly string[]).includes(day)) === true ? days : undefined;
}

/** A weekday in few letters, in a language. */
export function sayWeekdayOf(day: string, locale: string): string {
  const monday = 5;
  const date = new Date(Date.UTC(2026, 0, monday + (weekdays as readonly string[]).indexOf(day)));
  return new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(date);
}

/** Whether a value is opening hours. */
export const isHours = (value: Json | undefined): value is JsonObject & { rule: string; from: string; until: string } =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  ["rule", "from", "until"].every((name) => typeof (value as JsonObject)[name] === "string");

/** Opening hours as a notice at the door says them: `周一至周五 09:00–18:00`. */
export function sayHours({ rule, from, until }: { rule: string; from: string; until: string }, locale: string): string {
  const days = daysOf(rule);
  const hours = `${from}–${until}`;
  if (days === undefined || days.length === weekdays.length) return hours;
  const at = days.map((day) => (weekdays as readonly string[]).indexOf(day));
  const isRow = at.length > 2 && at.every((one, i) => i === 0 || one === (at[i - 1] ?? 0) + 1);
  const names = days.map((day) => sayWeekdayOf(day, locale));
  return `${isRow ? `${names[0]}–${names.at(-1)}` : names.join(" ")} ${hours}`;
}
