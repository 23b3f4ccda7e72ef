import type { ActsPart } from "@linli/contracts";
import { loadScreen } from "../flow/screen.js";
import type { Screen } from "../flow/screen.js";
import { wordsOf } from "../lib/words.js";
import type { StreetContext } from "../street/context.js";
import { loadMore } from "../ui/load-more.js";
import type { More } from "../ui/more/zh-CN.js";

/** A screen with what its actions take and all that is said of a record once it is open. */
export interface RecordScreen extends Screen {
  readonly acts: ActsPart;
  readonly more: More;
}

/** Loads what shows a record. */
export async function loadRecordScreen(street: StreetContext, scenario: string): Promise<RecordScreen> {
  const [screen, { acts, labels }, more] = await Promise.all([
    loadScreen(street, scenario),
    street.record(scenario),
    loadMore(street.locale),
  ]);
  const { locale, ui, labels: formLabels } = screen.words;
  return { ...screen, acts, more, words: wordsOf(locale, { ...formLabels, ...labels }, ui) };
}
