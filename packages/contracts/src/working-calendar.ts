import type { HolidayCalendar } from "./model.js";
import { plainCalendar, timeIn, type WorkingCalendar } from "./time.js";

/** The working calendar of a time zone: all years of the calendars that hold there; none: Monday to Friday. */
export function workingCalendarIn(zone: string, calendars: readonly HolidayCalendar[]): WorkingCalendar {
  const here = calendars.filter(({ zones }) => zones.includes(zone));
  if (here.length === 0) return plainCalendar;
  const holidays = here.flatMap((one) => one.holidays.flatMap(({ from, until }) => datesFrom(from, until)));
  return {
    ...plainCalendar,
    holidays: new Set(holidays),
    workdays: new Set(here.flatMap(({ workdays }) => workdays)),
  };
}

function datesFrom(from: string, until: string): readonly string[] {
  const time = timeIn("UTC");
  const dates: string[] = [];
  for (let date = from; date <= until && dates.length < 62; date = time.shift(date, "P1D", 1)) dates.push(date);
  return dates;
}
