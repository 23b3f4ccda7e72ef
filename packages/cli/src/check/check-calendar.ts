import type { HolidayCalendar } from "@linli/contracts";
import type { Say } from "./fault.js";

/** Says which days of a calendar can't be what they are said to be. */
export function checkCalendar(calendar: HolidayCalendar, file: string, say: Say): void {
  if (file !== `calendars/${calendar.calendar}.json`)
    say("/calendar", `The file is "${file}".`, `Name it calendars/${calendar.calendar}.json.`);
  calendar.holidays.forEach(({ from, until }, i) => {
    const at = `/holidays/${String(i)}`;
    if (until < from) say(`${at}/until`, `It ends before it begins.`, `Name ${from} or a later day.`);
    if (!from.startsWith(String(calendar.year)) && !until.startsWith(String(calendar.year)))
      say(`${at}/from`, `It lies in another year than ${String(calendar.year)}.`, "Put it into the file of its year.");
  });
  calendar.workdays.forEach((date, i) => {
    const at = `/workdays/${String(i)}`;
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6)
      say(at, `${date} is worked on anyway.`, "Name Saturdays and Sundays that are worked on.");
    if (calendar.holidays.some(({ from, until }) => from <= date && date <= until))
      say(at, `${date} is a holiday, too.`, "It is one or the other.");
  });
}
