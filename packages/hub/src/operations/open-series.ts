import type { OpenRequest, RecordView } from "@linli/contracts";
import type { Answer, Caller, Engine, ProblemError } from "../engine.js";

/** What became of each date of a series; the route turns errors into problem documents. */
export interface SeriesOutcome {
  readonly outcomes: readonly ({ readonly start: string } & ({ readonly record: RecordView } | { readonly error: ProblemError }))[];
}

/**
 * Opens a record for every date of `options.series` (RFC 5545), one outcome per date.
 * @throws as open-record where nothing was opened at all; too-many-occurrences
 */
export async function openSeries(engine: Engine, caller: Caller, input: { readonly street: string; readonly request: OpenRequest; readonly key?: string }): Promise<Answer<SeriesOutcome>> {
  throw new Error("being written");
}
