import type { RecordView, SeriesView } from "@linli/contracts";
import type { ProblemError } from "@linli/sdk";

/** Events that bubble out of every widget, with what they carry. */
export interface LinliEvents {
  /** A record was opened, or a whole series. */
  "linli-opened": RecordView | SeriesView;
  /** Somebody acted on a record; carries the record as it is now. */
  "linli-acted": { readonly action: string; readonly record: RecordView };
  /** The hub refused, or could not be reached. */
  "linli-problem": ProblemError;
  /** A record was chosen from a list. */
  "linli-select": { readonly record: string; readonly scenario: string };
  /** A service was chosen from a list. */
  "linli-choose": { readonly scenario: string };
}

declare global {
  interface HTMLElementEventMap {
    "linli-opened": CustomEvent<LinliEvents["linli-opened"]>;
    "linli-acted": CustomEvent<LinliEvents["linli-acted"]>;
    "linli-problem": CustomEvent<LinliEvents["linli-problem"]>;
    "linli-select": CustomEvent<LinliEvents["linli-select"]>;
    "linli-choose": CustomEvent<LinliEvents["linli-choose"]>;
  }
}
