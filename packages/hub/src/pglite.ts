import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { planning, type Database } from "./database.js";

/** Where a PGlite data base lives and what it starts from. */
export interface PgliteOptions {
  /** A folder (Node), or `idb://name` (browser); absent: in memory. */
  readonly folder?: string;
  /** A dump of a data directory to start from (see {@link PgliteDatabase.dump}). */
  readonly dump?: Blob;
  /** Files of PGlite where they are not found beside its module (bundled for a page). */
  readonly assets?: Pick<PGliteOptions, "pgliteWasmModule" | "initdbWasmModule" | "fsBundle">;
}

/** The engine's data base inside this process or page. */
export interface PgliteDatabase extends Database {
  readonly kind: "pglite";
  /** The whole data directory as a tar, to start others from. */
  dump(): Promise<Blob>;
}

/**
 * Opens PostgreSQL in WebAssembly: for pages, tests, demonstrations and one small street. It does not survive a power
 * cut, and takes one process at a time; a second one is refused with the first one's process id.
 */
export async function pglite(options: PgliteOptions = {}): Promise<PgliteDatabase> {
  const { folder, dump, assets } = options;
  const unlock = folder !== undefined && !folder.includes("://") ? await lock(folder) : () => undefined;
  try {
    const db = await PGlite.create({
      ...(folder === undefined ? {} : { dataDir: folder }),
      ...(dump === undefined ? {} : { loadDataDir: dump }),
      ...(folder?.startsWith("idb://") === true ? { relaxedDurability: true } : {}),
      ...assets,
      extensions: { btree_gist },
    });
    return await asDatabase(db, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function lock(folder: string): Promise<() => void> {
  const { lockFolder } = await import("./folder-lock.js");
  return lockFolder(folder);
}

async function asDatabase(db: PGlite, unlock: () => void): Promise<PgliteDatabase> {
  await db.exec(
    ["set time zone 'UTC'", ...Object.entries(planning).map(([name, value]) => `set ${name} = ${value}`)].join("; "),
  );
  await becomeApp(db);
  let underWay = 0;
  let idle: (() => void) | undefined;
  // A query in flight while PGlite closes makes its event loop spin for ever.
  const drained = async <T>(run: () => Promise<T>): Promise<T> => {
    if (idle) throw new Error("The data base is closing.");
    underWay++;
    try {
      return await run();
    } finally {
      if (--underWay === 0) (idle as (() => void) | undefined)?.();
    }
  };
  return {
    kind: "pglite",
    query: <T>(text: string, values?: readonly unknown[]) => drained(() => rowsOf<T>(db, text, values)),
    tx: (fn) => drained(() => db.transaction((tx) => fn({ query: (text, values) => rowsOf(tx, text, values) }))),
    script: (fn) =>
      drained(async () => {
        await db.exec("reset role");
        try {
          await fn({
            query: (text, values) => rowsOf(db, text, values),
            script: async (text) => void (await db.exec(text)),
          });
        } finally {
          await becomeApp(db);
        }
      }),
    dump: () => drained(() => db.dumpDataDir("none")),
    close: async () => {
      if (underWay > 0) await new Promise<void>((done) => (idle = done));
      else idle = () => undefined;
      await db.close();
      unlock();
    },
  };
}

/** PGlite signs in as a superuser, whom row level security does not bind. */
async function becomeApp(db: PGlite): Promise<void> {
  const found = await db.query("select 1 from pg_roles where rolname = 'hub_app'");
  if (found.rows.length > 0) await db.exec("set role hub_app");
}

async function rowsOf<T>(
  db: Pick<PGlite, "query">,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly T[]> {
  return (await db.query<T>(text, [...values])).rows;
}
