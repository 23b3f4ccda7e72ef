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
  },
  en: {
    valid: "Valid",
    expired: "Expired",
    suspended: "Suspended",
    revoked: "Revoked",
    number: "Number",
    issued: "Issued",
    until: "Valid until",
  },
  ko: {
    valid: "유효",
    expired: "기간 만료",
    suspended: "정지",
    revoked: "취소",
    number: "번호",
    issued: "발급",
    until: "유효 기한",
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
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(say[view.status])} · ${escaped(title)}</title></head><body><main><p>${escaped(view.street)}</p><h1>${escaped(title)}</h1><p><strong>${escaped(say[view.status])}</strong></p><dl>${list}</dl></main></body></html>`;
}

function textOf(labels: { readonly [path: string]: string }, name: string, value: Json | undefined): string {
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return labels[`record/${name}=${String(value)}`] ?? String(value);
}

function escaped(text: string): string {
  const entities: { readonly [letter: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replaceAll(/[&<>"]/g, (letter) => entities[letter] ?? letter);
}
