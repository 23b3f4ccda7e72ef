/** Runs of one kind of writing: Chinese, Korean, or words of letters and digits. */
const runs = /\p{Script=Han}+|\p{Script=Hangul}+|(?:(?!\p{Script=Han}|\p{Script=Hangul})[\p{L}\p{N}])+/gu;
const isDense = /[\p{Script=Han}\p{Script=Hangul}]/u;

/** How much of a text is looked at, in characters, and how many terms are kept of one thing. */
const longest = 4000;
const most = 1500;

/** A text as it is compared: one form of each letter, small, without what stands between words. */
export function normal(text: string): string {
  return text.slice(0, longest).normalize("NFKC").toLowerCase();
}

/**
 * The terms under which a text is found, the same on every data base: of Chinese and Korean each character and each two in
 * a row, so that words are found and parts of words; of other words each three letters in a row, or the word where it is
 * shorter.
 */
export function termsOf(text: string): readonly string[] {
  return [
    ...new Set(runsOf(text).flatMap((run) => [...(isDense.test(run) ? parts(run, 1) : []), ...partsOf(run)])),
  ].slice(0, most);
}

/** The terms that are looked up for a question: of Chinese and Korean only each two in a row, unless it is a single one. */
export function termsAsked(question: string): readonly string[] {
  return [...new Set(runsOf(question).flatMap(partsOf))].slice(0, 40);
}

/** How many of the terms of a question must be found for something to be an answer: all of few, most of many. */
export function termsNeeded(terms: readonly string[]): number {
  return terms.length <= 2 ? terms.length : Math.ceil(terms.length * 0.6);
}

/** How well a text answers a question: 0 not at all; above 1 where it holds the question word for word. */
export function answers(text: string, asked: { readonly question: string; readonly terms: readonly string[] }): number {
  const here = normal(text);
  const found = asked.terms.filter((term) => here.includes(term)).length;
  if (asked.terms.length === 0 || found < termsNeeded(asked.terms)) return 0;
  return found / asked.terms.length + (here.includes(normal(asked.question).trim()) ? 1 : 0);
}

function runsOf(text: string): readonly string[] {
  return normal(text).match(runs) ?? [];
}

function partsOf(run: string): readonly string[] {
  return parts(run, isDense.test(run) ? 2 : 3);
}

/** All parts of a length, or the whole where it is shorter. */
function parts(run: string, length: number): readonly string[] {
  const letters = [...run];
  if (letters.length <= length) return [run];
  return Array.from({ length: letters.length - length + 1 }, (_, i) => letters.slice(i, i + length).join(""));
}
