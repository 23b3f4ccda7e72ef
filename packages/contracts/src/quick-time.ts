import { isWithin, zoneSpan, type ZoneSpan } from "./zone-span.js";

// What rules ask of time, counted with plain numbers wherever the clocks of the zone do not change nearby. Everything
// gives `undefined` where it is not sure, and then Temporal says; a property test holds the two together.

const instantText =
  /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;
const dateText = /^\d{4}-\d\d-\d\d$/;
const timeText = /^\d\d:\d\d$/;
const durationText =
  /^P(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/;

/** A length of time: months and days go by the calendar, milliseconds do not. */
export interface Length {
  readonly months: number;
  readonly days: number;
  readonly milliseconds: number;
  /** It is said in days and longer units alone, or is nothing. */
  readonly isWholeDays: boolean;
}

const lengths = new Map<string, Length | undefined>();

/** Reads an ISO 8601 duration of whole units without a sign. */
export function quickLength(duration: string): Length | undefined {
  if (lengths.has(duration)) return lengths.get(duration);
  const parts = /\d/.test(duration) && !duration.endsWith("T") ? durationText.exec(duration) : null;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = (parts ?? [])
    .slice(1)
    .map((n) => Number(n ?? 0));
  const milliseconds = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  const length = { months: years * 12 + months, days: weeks * 7 + days, milliseconds, isWholeDays: milliseconds === 0 };
  if (lengths.size > 1000) lengths.clear();
  const found = parts === null ? undefined : length;
  lengths.set(duration, found);
  return found;
}

/** Reads an instant (`2026-12-02T19:00:00+08:00`), in milliseconds since 1970. */
export function quickInstant(moment: string): number | undefined {
  if (!instantText.test(moment) || !isDay(moment)) return undefined;
  const read = Date.parse(moment);
  return Number.isNaN(read) ? undefined : read;
}

/** An instant as local time with offset. */
export function quickLocal(moment: number, zone: string): string | undefined {
  const span = Number.isInteger(moment) && Math.abs(moment) < 8e15 ? zoneSpan(zone, moment) : undefined;
  return span && written(moment, span);
}

/** The local date of an instant, `YYYY-MM-DD`, and the minutes since midnight. */
export function quickClock(
  moment: string,
  zone: string,
): { readonly date: string; readonly minutes: number } | undefined {
  const instant = quickInstant(moment);
  const span = instant === undefined ? undefined : zoneSpan(zone, instant);
  if (instant === undefined || span === undefined) return undefined;
  const text = isoOf(instant + span.ahead);
  if (text === undefined) return undefined;
  return { date: text.slice(0, 10), minutes: Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)) };
}

/** The beginning of a local day, or that of the day some days later. */
export function quickDay(date: string, zone: string, days = 0): string | undefined {
  if (!dateText.test(date) || !isDay(date)) return undefined;
  return quickWall(Date.parse(`${date}T00:00Z`) + days * 86_400_000, zone);
}

/** The instant at which the local day of an instant shows a time (`HH:MM`; `24:00` is its end). */
export function quickAtTime(moment: string, time: string, zone: string): string | undefined {
  const date = moment.length === 10 ? moment : quickClock(moment, zone)?.date;
  if (date === undefined || !dateText.test(date) || !isDay(date) || !timeText.test(time)) return undefined;
  const [hours, minutes] = [Number(time.slice(0, 2)), Number(time.slice(3))];
  if (minutes > 59 || hours > 24 || (hours === 24 && minutes > 0)) return undefined;
  return quickWall(Date.parse(`${date}T00:00Z`) + (hours * 60 + minutes) * 60_000, zone);
}

/** A date or an instant, moved; months first (a day that the month lacks becomes its last), then days, then hours. */
export function quickShift(moment: string, duration: string, sign: 1 | -1, zone: string): string | undefined {
  const length = quickLength(duration);
  if (length === undefined) return undefined;
  if (moment.length === 10) {
    if (!dateText.test(moment) || !isDay(moment)) return undefined;
    const wall = Date.parse(`${moment}T00:00Z`);
    const after = moved(wall, length, sign);
    if (length.isWholeDays) return isoOf(after)?.slice(0, 10);
    return isClear(wall, zone) ? quickWall(after, zone, sign * length.milliseconds) : undefined;
  }
  const instant = quickInstant(moment);
  const span = instant === undefined ? undefined : zoneSpan(zone, instant);
  if (instant === undefined || span === undefined) return undefined;
  // The same local time may be there twice: near a change of clocks it is not the wall that says which one is meant.
  if ((length.months !== 0 || length.days !== 0) && !isWithin(span, instant)) return undefined;
  const after = moved(instant + span.ahead, length, sign) - span.ahead;
  if (after !== instant && !isWithin(span, after)) return undefined;
  const then = after + sign * length.milliseconds;
  const there = zoneSpan(zone, then);
  return there && written(then, there);
}

/** The instant at which a zone's clocks show what UTC's show at `wall`, so much later. */
function quickWall(wall: number, zone: string, later = 0): string | undefined {
  const span = zoneSpan(zone, wall);
  if (span === undefined) return undefined;
  const moment = wall - span.ahead;
  if (!isWithin(span, moment)) return undefined;
  const then = moment + later;
  const there = later === 0 ? span : zoneSpan(zone, then);
  return there && written(then, there);
}

/** Whether clocks of a zone that show what UTC's show at `wall` do so once. */
function isClear(wall: number, zone: string): boolean {
  const span = zoneSpan(zone, wall);
  return span !== undefined && isWithin(span, wall - span.ahead);
}

function moved(wall: number, { months, days }: Length, sign: 1 | -1): number {
  if (months === 0) return wall + sign * days * 86_400_000;
  const date = new Date(wall);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + sign * months);
  date.setUTCDate(Math.min(day, daysIn(date.getUTCFullYear(), date.getUTCMonth() + 1)));
  return date.getTime() + sign * days * 86_400_000;
}

function written(moment: number, { ahead, offset }: ZoneSpan): string | undefined {
  const text = isoOf(moment + ahead);
  if (text === undefined) return undefined;
  const fraction = text.endsWith(".000Z") ? "" : text.slice(19, 23).replace(/0+$/, "");
  return text.slice(0, 19) + fraction + offset;
}

/** Milliseconds as ISO 8601 text, from the year 1600 to 9999. */
function isoOf(wall: number): string | undefined {
  return wall > -11_676_096_000_000 && wall < 253_402_300_800_000 ? new Date(wall).toISOString() : undefined;
}

/** Whether a text begins with a day that there is. */
function isDay(text: string): boolean {
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  return day <= 28
    ? day >= 1 && month >= 1 && month <= 12
    : month <= 12 && day <= daysIn(Number(text.slice(0, 4)), month);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
