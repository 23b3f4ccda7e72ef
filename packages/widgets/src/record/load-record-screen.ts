import type { Labels } from "@linli/contracts";
import { loadScreen } from "../flow/screen.js";
import type { Screen } from "../flow/screen.js";
import { wordsOf } from "../lib/words.js";
import type { StreetContext } from "../street/context.js";
import { loadMore } from "../ui/load-more.js";
import type { More } from "../ui/more/zh-CN.js";

/** A screen with all that is said of a record once it is open. */
export interface RecordScreen extends Screen {
  readonly more: More;
}

/**
 * Loads what shows a record. Beside an embedded module, the labels of states and actions lie in a file of their own;
 * where all are in one, that file does not exist.
 */
export async function loadRecordScreen(street: StreetContext, scenario: string): Promise<RecordScreen> {
  const { load, locale } = street;
  const [screen, acts, more] = await Promise.all([
    loadScreen(street, scenario),
    load(`${scenario}.acts.${locale}.js`)?.catch(() => undefined),
    loadMore(locale),
  ]);
  const labels = { ...screen.words.labels, ...(acts as { readonly labels: Labels } | undefined)?.labels };
  return { ...screen, words: wordsOf(locale, labels, screen.words.ui), more };
}
