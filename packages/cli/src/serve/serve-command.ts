import { serveHub, type Serving } from "@linli/hub/node";
import { configUsage, readConfigArgs } from "./config-args.js";
import { configSchema } from "./config-schema.js";
import { ConfigError, type Config } from "./config.js";
import { openDatabase, openHub, type Opened } from "./open.js";

/** How `linli serve` is called. */
export const serveUsage = `linli serve [--config linli.json] [--migrate] [--schema]

Serves a hub, and where people sign in if the configuration says so. Ends at Ctrl+C or SIGTERM: it says that it is not ready,
waits so that no more is sent here, lets requests under way finish, and closes.
  --migrate  brings the data base forward first (else it refuses to start on one that is behind)
  --schema   prints the JSON schema of the configuration, and ends
${configUsage()}`;

/** Runs `linli serve`. Gives the exit code once it has ended. */
export async function serveCommand(args: readonly string[]): Promise<number> {
  if (args.includes("--schema")) {
    console.log(JSON.stringify(configSchema, null, 2));
    return 0;
  }
  const { config, more } = readConfigArgs(args, { migrate: { type: "boolean" } });
  const running = await serve(config, { migrate: more["migrate"] === true || config.database === "memory:" });
  console.log(running.said);
  await signalled();
  console.log("Ending: no longer ready.");
  await running.end();
  console.log("Ended.");
  return 0;
}

/** A hub that is being served. */
export interface Running {
  readonly url: string;
  readonly serving: Serving;
  readonly opened: Opened;
  /** Where it listens and what there is, for whoever started it. */
  readonly said: string;
  /** Ends in good order. */
  readonly end: () => Promise<void>;
}

/**
 * Serves a hub as a configuration says.
 * @throws ConfigError where the data base is behind, and is not to be brought forward
 */
export async function serve(config: Config, how: { readonly migrate: boolean }): Promise<Running> {
  const database = await openDatabase(config);
  try {
    return await serveOn(config, database, how);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function serveOn(
  config: Config,
  database: Awaited<ReturnType<typeof openDatabase>>,
  how: { readonly migrate: boolean },
): Promise<Running> {
  const { migrate, pendingMigrations } = await import("@linli/hub");
  const partitions = config.partitions === undefined ? {} : { partitions: config.partitions };
  if (how.migrate) await migrate(database, partitions);
  const behind = await pendingMigrations(database);
  if (behind.length > 0)
    throw new ConfigError([
      `The data base is behind: ${behind.join(", ")}. Run linli migrate, or serve with --migrate.`,
    ]);
  const host = config.host ?? "127.0.0.1";
  const port = config.port ?? 8080;
  const url = config.url ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  const onError = (error: unknown) => console.error(new Date().toISOString(), sayError(error));
  const opened = await openHub(config, database, { url, onError });
  const { hub, identity } = opened;
  const serving = await serveHub(
    { fetch: hub.fetch, tick: () => Promise.all([hub.tick(), identity?.tick()]) },
    {
      host,
      port,
      staticFolders: config.pages ?? {},
      trustProxy: config.trustProxy === true,
      grace: (config.grace ?? 10) * 1000,
      onError,
      ...(identity === undefined ? {} : { mounts: { "/identity": (...asked) => void identity.handle(...asked) } }),
    },
  );
  const lines = [
    `Listens on   ${serving.url}${config.url === undefined ? "" : ` (as ${config.url})`}`,
    `Data base    ${database.kind === "pglite" ? config.database : withoutPassword(config.database)}`,
    `Interface    ${url}/v1/openapi.json`,
    ...(identity === undefined ? [] : [`Signing in   ${identity.issuer.issuer}/.well-known/openid-configuration`]),
    `Ready        ${url}/readyz`,
  ];
  return {
    url: serving.url,
    serving,
    opened,
    said: lines.join("\n"),
    end: async () => {
      serving.drain();
      await new Promise((done) => setTimeout(done, (config.drain ?? 5) * 1000));
      await serving.close();
      await hub.close();
    },
  };
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  if (shown.password !== "") shown.password = "…";
  return decodeURI(shown.href);
}

/** An error for the log: what it is and where, without what people have filled in. */
function sayError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: unknown };
  return `${error.name}${typeof code === "string" ? ` ${code}` : ""}: ${(error.stack ?? error.message).split("\n").slice(0, 6).join("\n")}`;
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
