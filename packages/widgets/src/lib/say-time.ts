import type { Words } from "./words.js";

/** Minutes of a local time, `19:30` → 1170. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** A local time from minutes since midnight, 1170 → `19:30`. */
export const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** Minutes of a duration of hours and minutes, `PT1H30M` → 90; days count 24 hours. */
export function minutesIn(duration: string): number {
  const [, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?/.exec(duration) ?? [];
  return (Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0);
}

/** A local date, moved by whole days. */
export function daysLater(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

// Weekdays, then months if they have names, are words of our own: the first `Intl` format of a page takes tens of
// milliseconds on a phone.
const calendar = ({ ui }: Words, n: number): string | undefined => ui.calendar.split(" ")[n];

/** The weekday of a local date: `周二`. */
export const sayWeekday = (date: string, words: Words): string => calendar(words, new Date(date).getUTCDay()) ?? "";

/** A local date as people say it: `12月1日 周二`. */
export function sayDay(date: string, words: Words): string {
  const [, month = 0, day] = date.split("-").map(Number);
  return words.say("day", { month: calendar(words, 6 + month) ?? month, day, weekday: sayWeekday(date, words) });
}

/** An instant as the street's clock shows it, perhaps until another: `12月2日 周三 19:00–20:00`. */
export function sayMoment(start: string, words: Words, end = ""): string {
  const from = `${sayDay(start.slice(0, 10), words)} ${start.slice(11, 16)}`;
  if (end === "") return from;
  return start.slice(0, 10) === end.slice(0, 10)
    ? `${from}–${end.slice(11, 16)}`
    : `${from} – ${sayMoment(end, words)}`;
}
