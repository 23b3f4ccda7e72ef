import { locales } from "@linli/contracts";
import type { Locale } from "@linli/contracts";

/**
 * Picks the locale that a caller likes best out of those that every contract speaks, by lookup (RFC 4647 section 3.4) on
 * `Accept-Language` (RFC 9110 section 12.5.4); the default is the first, zh-CN.
 */
export function negotiateLocale(header: string | undefined): Locale {
  const ranges = (header ?? "")
    .split(",", 40)
    .map(rangeOf)
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { range } of ranges) {
    if (range === "*") return locales[0];
    const found = locales.find((locale) => languageOf(locale) === languageOf(range));
    if (found) return found;
  }
  return locales[0];
}

function rangeOf(part: string): { readonly range: string; readonly quality: number } {
  const [range = "", ...parameters] = part.trim().split(/\s*;\s*/);
  const quality = parameters
    .map((parameter) => /^q=(\d(?:\.\d{1,3})?)$/i.exec(parameter)?.[1])
    .find((q) => q !== undefined);
  return { range: range.toLowerCase(), quality: range === "" ? 0 : Math.min(1, Number(quality ?? 1)) };
}

/** One locale a language is spoken here, so the primary subtag decides: `zh-Hans-CN`, `zh-TW` and `zh` read zh-CN. */
function languageOf(tag: string): string {
  return (tag.split("-")[0] ?? "").toLowerCase();
}
