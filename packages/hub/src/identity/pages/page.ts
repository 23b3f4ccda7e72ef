import type { Look } from "./look.js";
import { wordsOf } from "./words.js";

/** Where the pages and the provider lie. */
export const mount = "/identity";

/** Text that is safe between tags and in attributes. */
export function escaped(text: string): string {
  const entities: { readonly [letter: string]: string } = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}

/**
 * Headers of a page that people sign in on: no script, no frame, nothing from elsewhere, and never kept.
 * @param formTargets Where a form may lead in the end: the page from which somebody came.
 */
export function pageHeaders(formTargets: readonly string[] = []): { readonly [name: string]: string } {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    `form-action ${["'self'", ...formTargets].join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": policy.join("; "),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
  };
}

/** What a policy calls the place to which an address leads: an origin, or the scheme of an app. */
export function formTarget(uri: string): readonly string[] {
  if (!URL.canParse(uri)) return [];
  const { protocol, origin } = new URL(uri);
  return [origin === "null" ? protocol : origin];
}

/** What of the street stands on its pages. */
export interface Brand {
  /** The name of the street or district; absent: none. */
  readonly name?: string;
  /** Whom to call. */
  readonly phone?: string;
}

/** A whole page around what it says, with the choice of language and size where there is an address to come back to. */
export function page(
  { locale, elder }: Look,
  brand: Brand,
  parts: { readonly title: string; readonly body: string; readonly here?: string },
): string {
  const words = wordsOf(locale);
  const name = brand.name ?? "";
  const heading = name === "" ? words.title : name;
  return `<!doctype html>
<html lang="${locale}"${elder ? ' class="elder"' : ""}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(name === "" ? parts.title : `${parts.title} · ${name}`)}</title>
<link rel="stylesheet" href="${mount}/look.css">
</head>
<body>
<header><span class="seal" aria-hidden="true">${escaped([...heading][0] ?? "")}</span><span>${escaped(heading)}</span></header>
<main>
${parts.body}
</main>
${parts.here === undefined ? "" : choices({ locale, elder }, parts.here)}
</body>
</html>`;
}

const names = { "zh-CN": "中文", en: "English", ko: "한국어" } as const;

function choices({ locale, elder }: Look, here: string): string {
  const words = wordsOf(locale);
  const languages = (Object.keys(names) as readonly Look["locale"][]).map((one) =>
    one === locale
      ? `<span aria-current="true" lang="${one}">${names[one]}</span>`
      : `<a href="${escaped(here)}?locale=${one}" lang="${one}" hreflang="${one}">${names[one]}</a>`,
  );
  const size = `<a class="size" href="${escaped(here)}?look=${elder ? "plain" : "elder"}">${words[elder ? "plain" : "elder"]}</a>`;
  return `<nav aria-label="${escaped(words.settings)}">${size}${languages.join("")}</nav>`;
}
