import type { ActsPart } from "@linli/contracts";
import { loadScreen } from "../flow/screen.js";
import type { Screen } from "../flow/screen.js";
import { wordsOf } from "../lib/words.js";
import type { StreetContext } from "../street/context.js";
import { ownScreen } from "../street/own-screen.js";
import { loadMore } from "../ui/load-more.js";
import type { More } from "../ui/more/zh-CN.js";

/** A screen with what its actions take and all that is said of a record once it is open. */
export interface RecordScreen extends Screen {
  readonly acts: ActsPart;
  readonly more: More;
}

/** Loads what shows a record. */
export async function loadRecordScreen(street: StreetContext, scenario: string): Promise<RecordScreen> {
  const [screen, { acts, labels }, more, own] = await Promise.all([
    loadScreen(street, scenario),
    street.record(scenario),
    loadMore(street.locale),
    // A street may have stopped offering it, and nobody need be online to look at what is there.
    street.client
      .anyScenario(scenario)
      .read()
      .then(
        ({ profile }) => profile,
        () => undefined,
      ),
  ]);
  const { locale, ui, labels: formLabels } = screen.words;
  const loaded = { ...screen, acts, more, words: wordsOf(locale, { ...formLabels, ...labels }, ui) };
  return own === undefined ? loaded : ownScreen(loaded, own);
}

/**
 * The same in the version under which a record was opened, where the pages have another by now: its fields, words and what its
 * actions take come from the hub. Where the hub does not know it either, it is shown as records are now.
 */
export async function inVersion(screen: RecordScreen, version: string): Promise<RecordScreen> {
  const { contract, street, words } = screen;
  if (contract.version === version) return screen;
  const kept = await street.client
    .anyScenario(contract.id)
    .read({ version })
    .catch(() => undefined);
  if (kept?.acts === undefined) return screen;
  const { acts, labels = {}, profile } = kept;
  const shown = { ...screen, contract: kept, acts, words: wordsOf(words.locale, labels, words.ui) };
  return profile === undefined ? shown : ownScreen(shown, profile);
}
