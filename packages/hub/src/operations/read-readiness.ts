import type { Engine } from "../engine.js";
import { pendingMigrations } from "../store/migrate.js";
import { oldestWaiting } from "../store/waiting.js";

/** Whether a hub can do its work, and what is behind. */
export interface ReadinessView {
  readonly status: "ready" | "not-ready";
  /** What keeps it from being ready: `database`, `migrations`, `clocks`, `outbox`; none: it is. */
  readonly failing: readonly string[];
  readonly database: string;
  /** Migrations that this hub has and the data base does not. */
  readonly migrations: readonly string[];
  /** For how long what fell due has waited, in seconds: clocks of records, and messages that were to be sent. */
  readonly clockLag: number;
  readonly outboxLag: number;
  /** The version of the time zones by which local times are told. */
  readonly timeZones?: string;
}

/** How far behind a hub may be and still be sent work, in seconds. */
const clocksAtMost = 300;
const outboxAtMost = 900;
/** How long an answer is good, in milliseconds: whoever asks each second must not cost anything. */
const goodFor = 2000;

const known = new WeakMap<Engine, { readonly until: number; readonly view: Promise<ReadinessView> }>();

/** Says whether this hub is ready: its data base answers and is brought forward, its clocks and messages keep up. */
export function readReadiness(engine: Engine): Promise<ReadinessView> {
  const now = engine.clock();
  const before = known.get(engine);
  if (before !== undefined && Math.abs(before.until - now) < goodFor && before.until > now) return before.view;
  const view = look(engine, now);
  known.set(engine, { until: now + goodFor, view });
  return view;
}

async function look(engine: Engine, now: number): Promise<ReadinessView> {
  const { database } = engine;
  const { process } = globalThis as { process?: { versions?: { tz?: string } } };
  const zones = process?.versions?.tz;
  const about = { database: database.kind, ...(zones === undefined ? {} : { timeZones: zones }) };
  try {
    const migrations = await pendingMigrations(database);
    if (migrations.length > 0)
      return { ...about, status: "not-ready", failing: ["migrations"], migrations, clockLag: 0, outboxLag: 0 };
    const { clock, message } = await oldestWaiting(database, new Date(now).toISOString());
    const [clockLag, outboxLag] = [lag(clock, now), lag(message, now)];
    const failing = [...(clockLag > clocksAtMost ? ["clocks"] : []), ...(outboxLag > outboxAtMost ? ["outbox"] : [])];
    return { ...about, status: failing.length === 0 ? "ready" : "not-ready", failing, migrations, clockLag, outboxLag };
  } catch {
    return { ...about, status: "not-ready", failing: ["database"], migrations: [], clockLag: 0, outboxLag: 0 };
  }
}

function lag(since: string | undefined, now: number): number {
  return since === undefined ? 0 : Math.max(0, Math.round((now - Date.parse(since)) / 1000));
}
