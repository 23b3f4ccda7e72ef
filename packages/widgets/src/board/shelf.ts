import type { RecordView } from "@linli/contracts";
import type { RecordQuery } from "@linli/sdk";

/** One list of a board: records of its scenario that belong together for this reader. */
export interface Shelf {
  readonly id: string;
  /** Its name, in words. */
  readonly name: string;
  /** What is asked of the hub, beside the scenario. */
  readonly query: Omit<RecordQuery, "scenario" | "signal">;
  /** Which of the answer belong here; absent: all. */
  readonly fits?: (view: RecordView) => boolean;
  /** Said where there is none. */
  readonly empty: string;
  /** Not shown while it is empty. */
  readonly shy?: boolean;
}

/** A shelf, filled. */
export interface Stock {
  readonly items: readonly RecordView[];
  /** Cursor of the next page. */
  readonly next?: string | undefined;
}

/** How a record stands in a list. */
export interface Entry {
  /** What it is about. */
  readonly what: string;
  /** How it stands; absent: its state. */
  readonly how?: string;
  /** Further facts, in words. */
  readonly about?: readonly string[];
  /** What presses. */
  readonly signs?: readonly Sign[];
  /** Stands below: a bar, a picture. */
  readonly more?: unknown;
  /** An action that needs no question: taken from the list itself. */
  readonly quick?: string | undefined;
}

/** What presses, or what waits for the reader. */
export interface Sign {
  readonly said: string;
  readonly kind: "flag" | "soon" | "left" | "turn-of";
}
