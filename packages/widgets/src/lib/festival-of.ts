import type { Words } from "./words.js";

const names: { readonly [day: string]: number } = {
  "1/1": 1,
  "1/15": 2,
  "5/5": 3,
  "7/7": 4,
  "8/15": 5,
  "9/9": 6,
  "12/8": 7,
};
let lunar: Intl.DateTimeFormat | undefined;

let learning: Promise<void> | undefined;

/** Learns the lunar calendar when the page has come to rest, and calls back: the first `Intl` format takes long. */
export function learnFestivals({ ui }: Words, then: () => void): void {
  if (ui.festivals === "" || lunar !== undefined) return;
  learning ??= new Promise((rest) => setTimeout(rest, 1000)).then(() => {
    lunar = new Intl.DateTimeFormat("en-u-ca-chinese", { month: "numeric", day: "numeric", timeZone: "UTC" });
  });
  void learning.then(then);
}

/** The lunar festival of a local date, once it is known, where the language has a word for it: New Year's eve, Dragon Boat … */
export function festivalOf(date: string, { ui }: Words): string | undefined {
  const index = monthDay(date, 1) === "1/1" ? 0 : names[monthDay(date, 0)];
  return (index !== undefined && ui.festivals.split(" ")[index]) || undefined;
}

/** Lunar month and day of a date some days later; a leap month has no festivals. */
const monthDay = (date: string, later: number): string => lunar?.format(Date.parse(date) + later * 86_400_000) ?? "";
