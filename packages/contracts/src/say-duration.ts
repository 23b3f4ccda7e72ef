import type { Locale } from "./model.js";

const units: { readonly [locale in Locale]: readonly (readonly [one: string, many: string])[] } = {
  "zh-CN": ["年", "个月", "周", "天", "小时", "分钟", "秒"].map((unit) => [` ${unit}`, ` ${unit}`]),
  en: ["year", "month", "week", "day", "hour", "minute", "second"].map((unit) => [` ${unit}`, ` ${unit}s`]),
  ko: ["년", "개월", "주", "일", "시간", "분", "초"].map((unit) => [unit, unit]),
};

/** An ISO 8601 duration in words: `PT10M` is "10 分钟", "10 minutes", "10분"; what is none stays as it is. */
export function sayDuration(duration: string, locale: Locale): string {
  const found = /^-?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(
    duration,
  );
  if (found === null) return duration;
  const parts = found.slice(1).flatMap((amount, i) => {
    if (amount === undefined || (amount === "0" && duration !== "PT0S" && duration !== "P0D")) return [];
    const [one, many] = units[locale][i] ?? ["", ""];
    return [amount + (amount === "1" ? one : many)];
  });
  return parts.join(" ") || duration;
}
