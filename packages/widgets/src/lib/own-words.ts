import { fill } from "./words.js";
import type { SentenceParts } from "./words.js";

interface Sentences {
  readonly [key: string]: string;
}

type Same<Words extends Sentences> = { readonly [key in keyof Words]: string };

/** Says a sentence, its parts filled in. */
export type Say<Key extends string> = (key: Key, parts?: SentenceParts) => string;

/**
 * The sentences of one view, in all languages that the widgets speak, side by side: the same keys in all. A language
 * that they do not speak gets the default.
 */
export function ownWords<Words extends Sentences>(all: {
  readonly "zh-CN": Words;
  readonly en: Same<NoInfer<Words>>;
  readonly ko: Same<NoInfer<Words>>;
}): (locale: string) => Say<keyof Words & string> {
  const known: { readonly [locale: string]: Same<Words> | undefined } = all;
  return (locale) => {
    const words = known[locale] ?? all["zh-CN"];
    return (key, parts) => fill(words[key], parts);
  };
}
