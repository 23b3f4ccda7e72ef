import type { JsonObject } from "./json.js";
import { at } from "./json.js";
import { dayOf, timeIn } from "./time.js";

/** The local date for which an entry counts: the one that `settings.date` points at, else today. */
export function bookDate(settings: JsonObject, data: JsonObject, today: string): string {
  const pointer = settings["date"];
  const said = typeof pointer === "string" ? at(data, pointer) : undefined;
  return typeof said === "string" ? said.slice(0, 10) : today;
}

/**
 * Whether the books in which a local date falls are closed: those of a month, a quarter or a year (`settings.close`) are,
 * once it is over and `settings.closeAfter` has passed.
 */
export function booksClosed(settings: JsonObject, date: string, now: string, zone: string): boolean {
  const months = { month: 1, quarter: 3, year: 12 }[String(settings["close"])];
  if (months === undefined) return false;
  const [year = 0, month = 1] = date.split("-").map(Number);
  const after = Math.floor((month - 1) / months) * months + months;
  const next = `${String(year + Math.floor(after / 12)).padStart(4, "0")}-${String((after % 12) + 1).padStart(2, "0")}-01`;
  const grace = settings["closeAfter"];
  const { start } = dayOf(next, zone);
  const closes = typeof grace === "string" ? timeIn(zone).shift(start, grace, 1) : start;
  return Date.parse(now) >= Date.parse(closes);
}
