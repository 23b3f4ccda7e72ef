import { labelsOf, type CertificateView, type Json, type Locale } from "@linli/contracts";
import type { Engine } from "../engine.js";

const words = {
  "zh-CN": {
    valid: "有效",
    expired: "已过期",
    suspended: "已暂停",
    revoked: "已撤销",
    number: "编号",
    issued: "签发",
    until: "有效期至",
    ask: "查验证明",
    code: "输入证明上的查验码（字母和数字，空格可不打）",
    check: "查验",
    another: "再查一张",
    never: "没有查到这个查验码：{code}。请对照证明再输一遍；还是查不到，请联系出证的社区。",
  },
  en: {
    valid: "Valid",
    expired: "Expired",
    suspended: "Suspended",
    revoked: "Revoked",
    number: "Number",
    issued: "Issued",
    until: "Valid until",
    ask: "Check a certificate",
    code: "Check code on the certificate (letters and digits; spaces do not matter)",
    check: "Check",
    another: "Check another one",
    never:
      "No certificate has the code {code}. Please compare it and type it again; else ask the community that issued it.",
  },
  ko: {
    valid: "유효",
    expired: "기간 만료",
    suspended: "정지",
    revoked: "취소",
    number: "번호",
    issued: "발급",
    until: "유효 기한",
    ask: "증명서 확인",
    code: "증명서에 적힌 확인 코드(영문과 숫자, 띄어쓰기는 상관없습니다)",
    check: "확인",
    another: "다른 증명서 확인",
    never:
      "{code} 코드로 된 증명서가 없습니다. 다시 확인하여 넣어 주시고, 그래도 없으면 발급한 지역사회에 문의해 주세요.",
  },
} as const satisfies { readonly [locale in Locale]: object };

/** A page for whoever scans a certificate's code with a telephone: plain text in its structure, no script, no style. */
export function certificatePage(engine: Engine, view: CertificateView, locale: Locale): string {
  const scenario = engine.scenarios.get(view.scenario);
  const labels =
    scenario === undefined
      ? {}
      : labelsOf(
          {
            contract: scenario.contract,
            pattern: scenario.pattern,
            kinds: [...engine.kinds.values()].map(({ kind }) => kind),
            common: engine.bundle.common,
            commonLabels: (engine.bundle.common["labels"] ?? {}) as never,
          },
          locale,
        );
  const say = words[locale];
  const rows: readonly (readonly [string, string])[] = [
    [say.number, view.number],
    ...Object.entries(view.shows).map(
      ([name, value]) => [labels[`record/${name}`] ?? name, textOf(labels, name, value)] as const,
    ),
    [say.issued, view.issued.slice(0, 10)],
    ...(view.until === undefined ? [] : [[say.until, view.until.slice(0, 10)] as const]),
  ];
  const title = labels["title"] ?? view.scenario;
  const list = rows.map(([name, value]) => `<dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>`).join("");
  return pageOf(
    locale,
    `${say[view.status]} · ${title}`,
    `<p>${escaped(view.street)}</p><h1>${escaped(title)}</h1><p><strong>${escaped(say[view.status])}</strong></p><dl>${list}</dl><p><a href="/v1/verify">${escaped(say.another)}</a></p>`,
  );
}

/** A page on which a code is typed; `never`: one that was typed and that nobody was given. */
export function askForCodePage(locale: Locale, never?: string): string {
  const say = words[locale];
  const said =
    never === undefined ? "" : `<p role="alert"><strong>${escaped(say.never.replace("{code}", never))}</strong></p>`;
  const field = `<input id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40" required value="${escaped(never ?? "")}">`;
  const form = `<form action="/v1/verify"><p><label for="code">${escaped(say.code)}</label></p><p>${field} <button>${escaped(say.check)}</button></p></form>`;
  return pageOf(locale, say.ask, `<h1>${escaped(say.ask)}</h1>${said}${form}`);
}

function pageOf(locale: Locale, title: string, main: string): string {
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head><body><main>${main}</main></body></html>`;
}

function textOf(labels: { readonly [path: string]: string }, name: string, value: Json | undefined): string {
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return labels[`record/${name}=${String(value)}`] ?? String(value);
}

function escaped(text: string): string {
  const entities: { readonly [letter: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replaceAll(/[&<>"]/g, (letter) => entities[letter] ?? letter);
}
