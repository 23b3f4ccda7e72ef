import type { Words } from "./words.js";

const names: { readonly [day: string]: number } = {
  "1-1": 1,
  "1-15": 2,
  "5-5": 3,
  "7-7": 4,
  "8-15": 5,
  "9-9": 6,
  "12-8": 7,
};
let lunar: Intl.DateTimeFormat | undefined;

/** The lunar festival of a local date, where the language has a word for it: New Year's eve, Dragon Boat … */
export function festivalOf(date: string, words: Words): string | undefined {
  const festivals = words.ui.festivals.split(" ");
  if (festivals.length < 8) return undefined;
  const index = monthDay(date, 1) === "1-1" ? 0 : names[monthDay(date, 0)];
  return index === undefined ? undefined : festivals[index];
}

/** Lunar month and day of a date some days later; a leap month has no festivals. */
function monthDay(date: string, later: number): string {
  lunar ??= new Intl.DateTimeFormat("en-u-ca-chinese", { month: "numeric", day: "numeric", timeZone: "UTC" });
  const parts = lunar.formatToParts(new Date(Date.parse(date) + later * 86_400_000));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("month")}-${part("day")}`;
}
