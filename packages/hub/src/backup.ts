import type { Database, Query } from "./database.js";
import {
  insertRows,
  isEmpty,
  readHeader,
  readTable,
  tablesOf,
  type BackupHeader,
  type Part,
} from "./store/whole-tables.js";

const format = "linli-backup-1";
/** How many rows are written at once. */
const batch = 500;

/**
 * Gives all that a data base holds as JSON lines, as of one moment (REPEATABLE READ), while hubs go on writing: a head, then
 * each table of each street, then a last line with the count, without which a file is not whole.
 * @param told Told how many rows there were, now and then.
 */
export async function* backup(
  database: Database,
  told: (rows: number) => void = () => undefined,
): AsyncGenerator<string> {
  // The transaction waits for whoever reads; a queue between the two hands rows over one page at a time.
  const pages = handOver<string>();
  const reading = database
    .tx(async (tx) => {
      await tx.query("set transaction isolation level repeatable read, read only");
      const header = await readHeader(tx);
      await pages.give(`${JSON.stringify({ format, ...header })}\n`);
      let rows = 0;
      for (const part of partsOf(header)) {
        await speakAs(tx, part);
        for (const table of await tablesOf(tx, part)) {
          for await (const page of readTable(tx, part, table)) {
            rows += page.length;
            await pages.give(page.map((row) => `${JSON.stringify({ ...placeOf(part), table, row })}\n`).join(""));
          }
        }
        told(rows);
      }
      await pages.give(`${JSON.stringify({ end: rows })}\n`);
      told(rows);
    })
    .then(pages.end, pages.fail);
  try {
    yield* pages.taken();
  } finally {
    // Whoever stops reading early must not leave a transaction open.
    pages.stop();
    await reading;
  }
}

/**
 * Brings back what {@link backup} has given, into a data base whose tables were made and hold nothing: all, or nothing.
 * @returns How many rows there were.
 * @throws Error where the data base is not empty, the file is none of these or not whole, or of another version of the tables
 */
export async function restore(database: Database, lines: AsyncIterable<string>): Promise<number> {
  return database.tx(async (tx) => {
    if (!(await isEmpty(tx))) throw new Error("The data base is not empty. Restore into a new one.");
    let rows = 0;
    let end: number | undefined;
    let head: BackupHeader | undefined;
    let waiting: { readonly part: Part; readonly table: string; readonly rows: unknown[] } | undefined;
    const flush = async (): Promise<void> => {
      if (waiting === undefined) return;
      await speakAs(tx, waiting.part);
      await insertRows(tx, waiting.part, waiting.table, waiting.rows);
      waiting = undefined;
    };
    for await (const line of lines) {
      if (line === "") continue;
      const said = JSON.parse(line) as Line;
      if (head === undefined) {
        head = await checkedHead(tx, said);
        continue;
      }
      if (said.end !== undefined) {
        end = said.end;
        break;
      }
      const part = {
        schema: said.schema ?? "hub",
        ...(said.street === undefined ? {} : { street: said.street }),
      } as Part;
      const table = String(said.table);
      const isSame =
        waiting?.table === table && waiting.part.street === part.street && waiting.part.schema === part.schema;
      if (!isSame || (waiting?.rows.length ?? 0) >= batch) await flush();
      waiting ??= { part, table, rows: [] };
      waiting.rows.push(said.row);
      rows++;
    }
    await flush();
    if (end === undefined || end !== rows) throw new Error(`The file is not whole: ${rows} rows of ${end ?? "?"}.`);
    return rows;
  });
}

interface Line {
  readonly format?: string;
  readonly migrations?: readonly string[];
  readonly schema?: Part["schema"];
  readonly street?: string;
  readonly table?: string;
  readonly row?: unknown;
  readonly end?: number;
}

async function checkedHead(tx: Query, said: Line): Promise<BackupHeader> {
  if (said.format !== format) throw new Error("This is no backup of a hub.");
  const here = (await readHeader(tx)).migrations;
  if (JSON.stringify(here) !== JSON.stringify(said.migrations))
    throw new Error(
      `The backup is of other tables (${said.migrations?.at(-1)}) than these (${here.at(-1)}): use that version.`,
    );
  return said as BackupHeader;
}

/** What belongs to no street, then each street, then identity. */
function partsOf({ streets }: BackupHeader): readonly Part[] {
  return [{ schema: "hub" }, ...streets.map((street): Part => ({ schema: "hub", street })), { schema: "identity" }];
}

function placeOf({ schema, street }: Part): Partial<Part> {
  return { ...(schema === "hub" ? {} : { schema }), ...(street === undefined ? {} : { street }) };
}

async function speakAs(tx: Query, { schema, street }: Part): Promise<void> {
  await tx.query("select set_config('hub.street', $1, true), set_config('hub.identity', $2, true)", [
    street ?? "",
    schema === "identity" ? "on" : "",
  ]);
}

/** Hands things over from one who makes them to one who takes them, each waiting for the other. */
function handOver<T>() {
  let put: ((value: IteratorResult<T>) => void) | undefined;
  let want: Promise<IteratorResult<T>> | undefined;
  let taken: (() => void) | undefined;
  let failure: unknown;
  let stopped = false;
  const next = (): Promise<IteratorResult<T>> => (want ??= new Promise((resolve) => (put = resolve)));
  void next();
  const hand = async (value: IteratorResult<T>): Promise<void> => {
    if (stopped && value.done !== true) throw new Error("Nobody reads on.");
    const wait = new Promise<void>((resolve) => (taken = resolve));
    put?.(value);
    if (value.done === true) return;
    await wait;
    if (stopped) throw new Error("Nobody reads on.");
  };
  return {
    give: (value: T) => hand({ value, done: false }),
    end: () => hand({ value: undefined, done: true }),
    fail: (error: unknown) => {
      failure = error;
      return hand({ value: undefined, done: true });
    },
    stop: () => {
      stopped = true;
      taken?.();
    },
    taken: async function* (): AsyncGenerator<T> {
      for (;;) {
        const { value, done } = await next();
        if (failure !== undefined) throw failure;
        if (done === true) return;
        yield value;
        want = undefined;
        void next();
        taken?.();
      }
    },
  };
}
