import type { Labels } from "@linli/contracts";
import type { Ui } from "../ui/zh-CN.js";

/** A key of the widgets' own sentences. */
export type UiKey = keyof Ui;

/** All words of a screen: the contract's labels and the widgets' own sentences, in one locale. */
export interface Words {
  readonly locale: string;
  readonly ui: Ui;
  readonly labels: Labels;
  /** A label of the contract by its path, for example `record/players`; without one, the fallback. */
  readonly label: (path: string, fallback?: string) => string;
  /** A sentence of the widgets' own; `{n}` and its like are filled in. */
  readonly say: (key: UiKey, parts?: { readonly [name: string]: string | number | undefined }) => string;
}

/** Joins a contract's labels and the widgets' sentences. */
export function wordsOf(locale: string, labels: Labels, ui: Ui): Words {
  return {
    locale,
    ui,
    labels,
    label: (path, fallback = "") => labels[path] ?? fallback,
    say: (key, parts = {}) => ui[key].replace(/\{(\w+)\}/g, (_, name: string) => String(parts[name] ?? "")),
  };
}
