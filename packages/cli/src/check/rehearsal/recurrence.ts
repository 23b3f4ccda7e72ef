/** A recurrence rule of RFC 5545, as far as communities need it: days, weeks, months, years. */
interface Rule {
  readonly freq: "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY";
  readonly interval: number;
  readonly count: number | undefined;
  /** The last date. */
  readonly until: string | undefined;
  /** Weekdays from 0 (Monday), each with its place in the month or year (0: every one). */
  readonly days: readonly { readonly day: number; readonly nth: number }[];
  readonly monthDays: readonly number[];
  readonly months: readonly number[];
}

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const DAY = 86_400_000;

/**
 * The local dates (`YYYY-MM-DD`) on which something recurs from `start` on, in order; at most `atMost`. A start that the rule
 * does not fit is not among them. Looks ten years ahead.
 */
export function occurrences(rule: string, start: string, atMost: number): readonly string[] {
  const read = readRule(rule);
  const most = Math.min(atMost, read.count ?? atMost);
  const found: string[] = [];
  const first = dayNumber(start);
  for (let n = first; n < first + 3660 && found.length < most; n++) {
    const date = dateOf(n);
    if (read.until !== undefined && date > read.until) break;
    if (fits(read, n, first)) found.push(date);
  }
  return found;
}

/** Whether something that has always recurred does so on a local date; `COUNT` is not looked at. */
export function occursOn(rule: string, date: string): boolean {
  const read = readRule(rule);
  if (read.until !== undefined && date > read.until) return false;
  // Anchored where intervals of weeks, months and years all begin: a Monday, the first of a year.
  return fits(read, dayNumber(date), dayNumber("2024-01-01"));
}

function readRule(text: string): Rule {
  const parts = new Map(text.split(";").map((part) => part.split("=") as [string, string]));
  const list = (name: string) => (parts.get(name) ?? "").split(",").filter((item) => item !== "");
  return {
    freq: parts.get("FREQ") as Rule["freq"],
    interval: Number(parts.get("INTERVAL") ?? 1),
    count: parts.has("COUNT") ? Number(parts.get("COUNT")) : undefined,
    until: parts.get("UNTIL")?.replace(/^(\d{4})-?(\d{2})-?(\d{2}).*$/, "$1-$2-$3"),
    days: list("BYDAY").map((item) => ({ day: WEEKDAYS.indexOf(item.slice(-2)), nth: Number(item.slice(0, -2) || 0) })),
    monthDays: list("BYMONTHDAY").map(Number),
    months: list("BYMONTH").map(Number),
  };
}

function fits(rule: Rule, n: number, first: number): boolean {
  const [here, begin] = [calendar(n), calendar(first)];
  const { freq, interval, months, monthDays, days } = rule;
  const away =
    freq === "DAILY"
      ? n - first
      : freq === "WEEKLY"
        ? Math.floor((n - here.weekday - (first - begin.weekday)) / 7)
        : freq === "MONTHLY"
          ? (here.year - begin.year) * 12 + here.month - begin.month
          : here.year - begin.year;
  if (away < 0 || away % interval !== 0) return false;
  if (months.length > 0 && !months.includes(here.month)) return false;
  if (monthDays.length > 0 && !monthDays.some((day) => day === here.day || day === here.day - here.length - 1))
    return false;
  if (days.length > 0)
    return days.some(({ day, nth }) => day === here.weekday && (nth === 0 || nth === placeOf(here, nth, rule)));
  if (freq === "WEEKLY") return here.weekday === begin.weekday;
  if (freq === "DAILY" || monthDays.length > 0) return true;
  return here.day === begin.day && (freq === "MONTHLY" || months.length > 0 || here.month === begin.month);
}

/** The how-manieth of its weekday a day is, from the front or the back as `nth` counts, in its month. */
function placeOf(here: ReturnType<typeof calendar>, nth: number, rule: Rule): number {
  if (rule.freq === "WEEKLY" || rule.freq === "DAILY") return nth;
  return nth > 0 ? Math.ceil(here.day / 7) : -Math.ceil((here.length - here.day + 1) / 7);
}

function calendar(n: number): {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly length: number;
} {
  const date = new Date(n * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
  return {
    year,
    month,
    day: date.getUTCDate(),
    weekday: (date.getUTCDay() + 6) % 7,
    length: new Date(Date.UTC(year, month, 0)).getUTCDate(),
  };
}

function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY);
}

function dateOf(n: number): string {
  return new Date(n * DAY).toISOString().slice(0, 10);
}
