import type { IncomingHttpHeaders } from "node:http";
import { negotiateLocale } from "../../routes/negotiate-locale.js";

/** In which language and how large a page is shown, and what else of the street it says. */
export interface Look {
  readonly locale: "zh-CN" | "en" | "ko";
  readonly elder: boolean;
}

const locales = ["zh-CN", "en", "ko"] as const;

/** Where a look is kept that somebody has chosen on these pages. */
export const lookCookie = "linli_look";

/** The look that somebody has chosen here; else what the page asked for from which she comes; else her browser's language. */
export function lookOf(headers: IncomingHttpHeaders, asked: { readonly [name: string]: unknown } = {}): Look {
  const [chosen, size] =
    new RegExp(`(?:^|; *)${lookCookie}=([\\w.-]+)`).exec(headers.cookie ?? "")?.[1]?.split(".") ?? [];
  const wanted = [chosen, ...String(asked["ui_locales"] ?? "").split(" ")];
  const locale =
    wanted.map((name) => locales.find((one) => one === name)).find((one) => one !== undefined) ??
    negotiateLocale(headers["accept-language"]);
  return { locale, elder: size === undefined ? asked["look"] === "elder" : size === "elder" };
}

/** The cookie that keeps a look for a year. */
export function keepLook({ locale, elder }: Look, path: string, secure: boolean): string {
  const value = `${locale}.${elder ? "elder" : "plain"}`;
  return `${lookCookie}=${value}; Path=${path}; Max-Age=31536000; SameSite=Lax; HttpOnly${secure ? "; Secure" : ""}`;
}
