/**
 * How every connection of a hub plans. All that it asks begins with a street and goes by a btree; but it hands over lists as
 * JSON, of which the planner believes that they have a hundred rows, so that it would rather read all of a street.
 */
export const planning = { enable_seqscan: "off", enable_hashjoin: "off", enable_mergejoin: "off" } as const;

/** Runs one statement. */
export interface Query {
  /** Runs one statement with `$1 …` values and gives its rows; errors carry the SQLSTATE as `code` and the `constraint`. */
  query<T>(text: string, values?: readonly unknown[]): Promise<readonly T[]>;
}

/** The one seam of the engine: PostgreSQL behind a pool, or PGlite. */
export interface Database extends Query {
  readonly kind: "postgres" | "pglite";
  /** Runs `fn` in one transaction (READ COMMITTED): committed when it resolves, rolled back when it throws. */
  tx<T>(fn: (tx: Query) => Promise<T>): Promise<T>;
  /** Runs a script of several statements, without values, as the owner of the tables (migrations only). */
  script(fn: (owner: Query & { script(text: string): Promise<void> }) => Promise<void>): Promise<void>;
  /** Tells other hubs on the same database that something happened; a hint, coalesced. Absent: there are no others. */
  poke?(): void;
  /** Calls back at every poke of another hub; gives the way to stop. */
  onPoke?(listener: () => void): () => void;
  /** Waits for what is under way, then lets go of everything. */
  close(): Promise<void>;
}
