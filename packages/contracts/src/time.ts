import { Temporal } from "temporal-polyfill";
import { quickAtTime, quickClock, quickDay, quickInstant, quickLength, quickLocal, quickShift } from "./quick-time.js";

/** What rules ask of a calendar: everything that depends on the street's time zone. */
export interface Time {
  /** A date or an instant, moved by an ISO 8601 duration; months and days by the local calendar. */
  readonly shift: (moment: string, duration: string, sign: 1 | -1) => string;
  /** The instant at which the local day of `moment` shows this time (`HH:MM`; `24:00` is the next day's beginning). */
  readonly atTime: (moment: string, time: string) => string;
  /** The local date of an instant; a date stays itself. */
  readonly date: (moment: string) => string;
  /** Minutes since local midnight. */
  readonly minutes: (moment: string) => number;
}

/** Which days are worked on and when, beyond Monday to Friday. */
export interface WorkingCalendar {
  /** Local dates on which nobody works. */
  readonly holidays: ReadonlySet<string>;
  /** Saturdays and Sundays that are worked on to make up for holidays. */
  readonly workdays: ReadonlySet<string>;
  /** Working hours, local; time shorter than a day runs only in them. */
  readonly hours: { readonly from: string; readonly until: string };
}

/** Monday to Friday, nine to half past five, no holidays. */
export const plainCalendar: WorkingCalendar = {
  holidays: new Set(),
  workdays: new Set(),
  hours: { from: "09:00", until: "17:30" },
};

const isDate = (moment: string) => moment.length === 10;

const zones = new Map<string, Time>();

/** Rules' time in an IANA time zone, exact over changes of its offset. Gives instants as local time with offset. */
export function timeIn(zone: string): Time {
  let time = zones.get(zone);
  if (time === undefined) zones.set(zone, (time = makeTime(zone)));
  return time;
}

function makeTime(zone: string): Time {
  const exact = exactTime(zone);
  return {
    shift: (moment, duration, sign) => quickShift(moment, duration, sign, zone) ?? exact.shift(moment, duration, sign),
    atTime: (moment, time) => quickAtTime(moment, time, zone) ?? exact.atTime(moment, time),
    date: (moment) => (isDate(moment) ? moment : (quickClock(moment, zone)?.date ?? exact.date(moment))),
    minutes: (moment) => quickClock(moment, zone)?.minutes ?? exact.minutes(moment),
  };
}

/** The same by Temporal alone: slower, and right where clocks change, too. */
export function exactTime(zone: string): Time {
  const zoned = (moment: string) =>
    isDate(moment)
      ? Temporal.PlainDate.from(moment).toZonedDateTime({ timeZone: zone })
      : Temporal.Instant.from(moment).toZonedDateTimeISO(zone);
  return {
    shift: (moment, duration, sign) => {
      const by = Temporal.Duration.from(duration);
      const signed = sign === 1 ? by : by.negated();
      if (isDate(moment) && isWholeDays(by)) return Temporal.PlainDate.from(moment).add(signed).toString();
      return written(zoned(moment).add(signed));
    },
    atTime: (moment, time) =>
      written(
        time === "24:00"
          ? zoned(moment).startOfDay().add({ days: 1 })
          : zoned(moment).withPlainTime(Temporal.PlainTime.from(time)),
      ),
    date: (moment) => (isDate(moment) ? moment : zoned(moment).toPlainDate().toString()),
    minutes: (moment) => {
      const local = zoned(moment);
      return local.hour * 60 + local.minute;
    },
  };
}

/** The instant `duration` after `moment`, counting only working days and, below a day, only working hours. */
export function laterWorking(moment: string, duration: string, zone: string, calendar: WorkingCalendar): string {
  const by = Temporal.Duration.from(duration);
  const works = (day: Temporal.PlainDate) => worksOn(day, calendar);
  let here = Temporal.Instant.from(moment).toZonedDateTimeISO(zone);
  if (by.years !== 0 || by.months !== 0) here = here.add({ years: by.years, months: by.months });
  for (let days = by.weeks * 5 + by.days; days > 0;) {
    here = here.add({ days: 1 });
    if (works(here.toPlainDate())) days--;
  }
  let left = (by.hours * 60 + by.minutes) * 60 + by.seconds;
  const from = Temporal.PlainTime.from(calendar.hours.from);
  const until = Temporal.PlainTime.from(calendar.hours.until);
  while (left > 0) {
    const opens = here.withPlainTime(from);
    const closes = here.withPlainTime(until);
    const start = Temporal.ZonedDateTime.compare(here, opens) < 0 ? opens : here;
    const room = works(here.toPlainDate()) ? Math.max(0, start.until(closes).total("seconds")) : 0;
    if (left <= room) return written(start.add({ seconds: left }));
    left -= room;
    here = here.add({ days: 1 }).withPlainTime(from);
  }
  return written(here);
}

/**
 * The working time from one instant to another, as a duration that {@link laterWorking} takes: whole working days, and
 * below a day what is left of working hours.
 */
export function workingLeft(from: string, until: string, zone: string, calendar: WorkingCalendar): string {
  const end = Temporal.Instant.from(until).toZonedDateTimeISO(zone);
  let here = Temporal.Instant.from(from).toZonedDateTimeISO(zone);
  let days = 0;
  for (let next = here.add({ days: 1 }); Temporal.ZonedDateTime.compare(next, end) <= 0; next = next.add({ days: 1 })) {
    if (!worksOn(next.toPlainDate(), calendar)) continue;
    here = next;
    days++;
  }
  let seconds = 0;
  for (let day = here.startOfDay(); Temporal.ZonedDateTime.compare(day, end) < 0; day = day.add({ days: 1 })) {
    if (!worksOn(day.toPlainDate(), calendar)) continue;
    const opens = day.withPlainTime(Temporal.PlainTime.from(calendar.hours.from));
    const closes = day.withPlainTime(Temporal.PlainTime.from(calendar.hours.until));
    const begins = Temporal.ZonedDateTime.compare(opens, here) < 0 ? here : opens;
    const ends = Temporal.ZonedDateTime.compare(closes, end) < 0 ? closes : end;
    seconds += Math.max(0, begins.until(ends).total("seconds"));
  }
  return `P${String(days)}DT${String(Math.round(seconds))}S`;
}

function worksOn(day: Temporal.PlainDate, calendar: WorkingCalendar): boolean {
  const date = day.toString();
  return calendar.workdays.has(date) || (day.dayOfWeek <= 5 && !calendar.holidays.has(date));
}

/** The instants at which a local day begins and ends. */
export function dayOf(date: string, zone: string): { readonly start: string; readonly end: string } {
  const [start, end] = [quickDay(date, zone), quickDay(date, zone, 1)];
  if (start !== undefined && end !== undefined) return { start, end };
  const day = Temporal.PlainDate.from(date);
  return {
    start: written(day.toZonedDateTime({ timeZone: zone })),
    end: written(day.add({ days: 1 }).toZonedDateTime({ timeZone: zone })),
  };
}

/** An instant as local time with offset in a zone, for example `2026-12-02T19:00:00+08:00`. */
export function localInstant(moment: string | number, zone: string): string {
  const read = typeof moment === "number" ? moment : quickInstant(moment);
  const quick = read === undefined ? undefined : quickLocal(read, zone);
  if (quick !== undefined) return quick;
  const instant =
    typeof moment === "number" ? Temporal.Instant.fromEpochMilliseconds(moment) : Temporal.Instant.from(moment);
  return written(instant.toZonedDateTimeISO(zone));
}

/** Milliseconds of a duration without calendar units beyond weeks; days count 24 hours. */
export function milliseconds(duration: string): number {
  const quick = quickLength(duration);
  if (quick?.months === 0) return quick.days * 86_400_000 + quick.milliseconds;
  const d = Temporal.Duration.from(duration);
  return ((((d.weeks * 7 + d.days) * 24 + d.hours) * 60 + d.minutes) * 60 + d.seconds) * 1000 + d.milliseconds;
}

/** The offset of a zone at an instant, for example `+08:00`. */
export function offsetAt(moment: string, zone: string): string {
  return Temporal.Instant.from(moment).toZonedDateTimeISO(zone).offset;
}

function isWholeDays(d: Temporal.Duration): boolean {
  return d.hours === 0 && d.minutes === 0 && d.seconds === 0 && d.milliseconds === 0;
}

function written(local: Temporal.ZonedDateTime): string {
  return local.toString({ timeZoneName: "never" });
}
