import type { Labels } from "@linli/contracts";
import type { Ui } from "../ui/zh-CN.js";

/** A key of the sentences that forms say. */
export type UiKey = keyof Ui;

/** Parts of a sentence by their name in it. */
export type SentenceParts = { readonly [name: string]: string | number | undefined };

/** All words of a form: the contract's labels and the widgets' own sentences, in one locale. */
export interface Words {
  readonly locale: string;
  readonly ui: Ui;
  readonly labels: Labels;
  /** A label of the contract by its path, for example `record/players`; without one, the fallback. */
  readonly label: (path: string, fallback?: string) => string;
  /** A sentence of the widgets' own, its parts filled in. */
  readonly say: (key: UiKey, parts?: SentenceParts) => string;
}

/** Fills the parts into a sentence: `{n}` and its like. */
export const fill = (sentence: string, parts: SentenceParts = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(parts[name] ?? ""));

/** Joins a contract's labels and the widgets' sentences. */
export function wordsOf(locale: string, labels: Labels, ui: Ui): Words {
  return {
    locale,
    ui,
    labels,
    label: (path, fallback = "") => labels[path] ?? fallback,
    say: (key, parts) => fill(ui[key], parts),
  };
}
