import { escapeSegment, type Labels, type Locale } from "@linli/contracts";
import type { Say } from "./fault.js";

/** The labels that something must and may have. */
export interface WantedLabels {
  /** Paths that every locale must word; the value says what it is, for people. */
  readonly needed: ReadonlyMap<string, string>;
  /** Paths that may be worded beside those. */
  readonly allowed: ReadonlySet<string>;
  /** Texts that are there already if the file gives none: of the pattern, of shared definitions. */
  readonly given: { readonly [locale in Locale]: Labels };
}

const LOCALES: readonly Locale[] = ["zh-CN", "en", "ko"];
const HAN = /\p{Script=Han}/u;
const HANGUL = /\p{Script=Hangul}/u;
/** A comma, semicolon, exclamation or question mark of ASCII after a Han character; a colon between two of them. */
const HALF_WIDTH = /(?<=[\p{Script=Han}》”）])[,;!?]|(?<=[\p{Script=Han}》”）])\s*:\s*(?=[\p{Script=Han}《“（])/u;
/** Numbers, punctuation, names in capitals and units read the same in every language. */
const NEUTRAL = /^(?:[\p{N}\p{P}\p{S}\p{Zs}A-Z]|kg|km|cm|mm|ml|kWh|kW|Wi-Fi|(?<![a-z])[a-z](?![a-z]))+$/u;

/** Says which labels are missing, lead nowhere, or are not written in their language. `at` is where the labels stand. */
export function checkLabels(
  labels: { readonly [locale in Locale]?: Labels },
  wanted: WantedLabels,
  say: Say,
  at = "/labels",
): void {
  for (const locale of LOCALES) {
    const own = labels[locale] ?? {};
    const here = `${at}/${locale}`;
    for (const [path, what] of wanted.needed) {
      if (own[path] !== undefined || wanted.given[locale][path] !== undefined) continue;
      say(`${here}/${escapeSegment(path)}`, `The label of ${what} is missing.`, `Add "${path}" in ${locale}.`);
    }
    for (const [path, text] of Object.entries(own)) {
      const where = `${here}/${escapeSegment(path)}`;
      if (!wanted.needed.has(path) && !wanted.allowed.has(path))
        say(where, `The label leads to nothing.`, nearestPath(path, wanted));
      checkText(text, locale, where, say);
    }
  }
  for (const [path, text] of Object.entries(labels.en ?? {})) {
    for (const locale of ["zh-CN", "ko"] as const) {
      if (labels[locale]?.[path] !== text || NEUTRAL.test(text)) continue;
      say(
        `${at}/${locale}/${escapeSegment(path)}`,
        `${JSON.stringify(text)} is the English text.`,
        `Translate it; only names in capitals, units and numbers may be the same.`,
      );
    }
  }
}

/** Says whether one text is not written in the language of its locale. */
export function checkText(text: string, locale: string, at: string, say: Say): void {
  if (typeof text !== "string") return;
  if (text.trim() !== text) say(at, "The text begins or ends with a space.", "Take it away.");
  if (locale === "zh-CN") {
    if (!HAN.test(text) && !NEUTRAL.test(text))
      say(at, `${JSON.stringify(text)} holds no Chinese character.`, "Word it in Chinese.");
    const half = HALF_WIDTH.exec(text);
    if (half !== null)
      say(
        at,
        `${JSON.stringify(text)} has a half-width "${half[0].trim()}" in Chinese text.`,
        `Write "${FULL_WIDTH[half[0].trim()] ?? "，"}".`,
      );
  }
  if (locale === "ko" && !HANGUL.test(text) && !NEUTRAL.test(text))
    say(at, `${JSON.stringify(text)} holds no Hangul.`, "Word it in Korean.");
}

const FULL_WIDTH: { readonly [half: string]: string } = { ",": "，", ";": "；", ":": "：", "!": "！", "?": "？" };

function nearestPath(path: string, wanted: WantedLabels): string {
  const [head = "", ...rest] = path.split("/");
  const last = rest.join("/");
  const known = [...wanted.needed.keys(), ...wanted.allowed];
  const near = known.filter(
    (one) => one.startsWith(`${head}/`) && (one.endsWith(`/${last}`) || last.startsWith(one.slice(head.length + 1))),
  );
  const same = known.filter((one) => one.startsWith(`${head}/`)).slice(0, 12);
  if (near.length > 0) return `Perhaps "${near[0]}"?`;
  return same.length > 0 ? `Known are ${same.join(", ")}.` : "Take it away.";
}
