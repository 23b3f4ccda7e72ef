import { Client, Pool, type PoolClient } from "pg";
import { planning, type Database, type Query } from "./database.js";

/** How to reach PostgreSQL. */
export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`; the user owns the tables, the hub itself works as role `hub_app`. */
  readonly url: string;
  /** Connections at most; absent: 16. */
  readonly connections?: number;
}

/** What holds for every connection of the hub. */
const session = {
  role: "hub_app",
  timezone: "UTC",
  statement_timeout: "30s",
  idle_in_transaction_session_timeout: "30s",
  lock_timeout: "20s",
};

/** The oldest PostgreSQL on which the tables' exclusion constraints can later be partitioned. */
const oldest = 17;
const channel = "hub_event";
const pokeEvery = 25;

/**
 * Opens a pool of connections to PostgreSQL 17 or later.
 * @throws Error that says so where the server is older.
 */
export async function postgres(options: PostgresOptions): Promise<Database> {
  await checkVersion(options.url);
  const pool = new Pool({
    connectionString: options.url,
    max: options.connections ?? 16,
    options: Object.entries({ ...session, ...planning })
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(" "),
  });
  // A connection that breaks while nobody uses it is replaced by the pool.
  pool.on("error", () => undefined);
  const names = new Map<string, string>();
  const query = async <T>(
    on: Pool | PoolClient,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<readonly T[]> => {
    let name = names.get(text);
    if (name === undefined && names.size < 500) names.set(text, (name = `h${names.size}`));
    return (await on.query<T & object>({ text, values: [...values], ...(name === undefined ? {} : { name }) })).rows;
  };
  const pokes = pokesOf(options.url, pool);
  return {
    kind: "postgres",
    query: (text, values) => query(pool, text, values),
    tx: async (fn) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query("begin");
        const result = await fn({ query: (text, values) => query(client, text, values) });
        await client.query("commit");
        return result;
      } catch (error) {
        await client.query("rollback").catch((lost: Error) => (broken = lost));
        throw error;
      } finally {
        client.release(broken);
      }
    },
    script: async (fn) => {
      const owner = new Client({ connectionString: options.url });
      await owner.connect();
      try {
        await fn({
          query: async <T>(text: string, values: readonly unknown[] = []) =>
            (await owner.query<T & object>(text, [...values])).rows,
          script: async (text) => void (await owner.query(text)),
        });
      } finally {
        await owner.end();
      }
    },
    poke: pokes.poke,
    onPoke: pokes.onPoke,
    close: async () => {
      await pokes.close();
      await pool.end();
    },
  } satisfies Database & Query;
}

async function checkVersion(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ number: string; version: string }>(
      "select current_setting('server_version_num') as number, current_setting('server_version') as version",
    );
    const [row] = rows;
    if (row === undefined || Number(row.number) < oldest * 10_000)
      throw new Error(`The hub needs PostgreSQL ${oldest} or later; this server is ${row?.version ?? "unknown"}.`);
  } finally {
    await client.end();
  }
}

/**
 * Pokes between hubs. Never inside a write's transaction (commits would queue behind one lock of the whole cluster), at
 * most one per process in 25 ms; they are hints, so a lost one costs no event.
 */
function pokesOf(url: string, pool: Pool): Required<Pick<Database, "poke" | "onPoke" | "close">> {
  const listeners = new Set<() => void>();
  let listening: Promise<Client | undefined> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;
  const listen = async (): Promise<Client | undefined> => {
    const client = new Client({ connectionString: url });
    client.on("notification", () => listeners.forEach((listener) => listener()));
    client.on("error", () => {
      listening = undefined;
      if (!closed && listeners.size > 0)
        setTimeout(() => (listening ??= listen().catch(() => undefined)), 1000).unref();
    });
    await client.connect();
    await client.query(`listen ${channel}`);
    return client;
  };
  return {
    poke: () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        if (!closed) pool.query(`select pg_notify('${channel}', '')`).catch(() => undefined);
      }, pokeEvery);
    },
    onPoke: (listener) => {
      listeners.add(listener);
      listening ??= listen().catch(() => (listening = undefined));
      return () => void listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await (await listening)?.end();
    },
  };
}
