import { sayDay } from "./say-time.js";
import type { Words } from "./words.js";

/** A local date, with its year where that is not this one: `1948年5月9日`. */
export function sayDate(date: string, words: Words): string {
  if (date.slice(0, 4) === String(new Date().getFullYear())) return sayDay(date, words);
  const whole = { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(words.locale, whole).format(new Date(date));
}
