import type { Time } from "./time.js";

const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * Rules' time where all instants share one offset (for example `+08:00`): what a screen needs, without a time-zone
 * data base. Months and years move by the calendar.
 */
export function fixedTime(offset: string): Time {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  const ahead = (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  const local = (moment: string) =>
    new Date(moment.length === 10 ? Date.parse(`${moment}T00:00:00Z`) : Date.parse(moment) + ahead);
  const written = (date: Date) => date.toISOString().slice(0, 19) + offset;
  return {
    shift: (moment, duration, direction) => {
      const [years, months, weeks, days, h, m, s] = (DURATION.exec(duration) ?? []).slice(1).map((n) => Number(n ?? 0));
      const date = local(moment);
      const by = (n: number | undefined) => (n ?? 0) * direction;
      date.setUTCMonth(date.getUTCMonth() + by(years) * 12 + by(months));
      date.setUTCDate(date.getUTCDate() + by(weeks) * 7 + by(days));
      date.setTime(date.getTime() + ((by(h) * 60 + by(m)) * 60 + by(s)) * 1000);
      return moment.length === 10 && !duration.includes("T") ? date.toISOString().slice(0, 10) : written(date);
    },
    atTime: (moment, time) => {
      const day = local(moment);
      if (time === "24:00") day.setUTCDate(day.getUTCDate() + 1);
      return `${day.toISOString().slice(0, 10)}T${time === "24:00" ? "00:00" : time}:00${offset}`;
    },
    date: (moment) => local(moment).toISOString().slice(0, 10),
    minutes: (moment) => local(moment).getUTCHours() * 60 + local(moment).getUTCMinutes(),
  };
}
