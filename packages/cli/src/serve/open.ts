import type { Bundle } from "@linli/contracts";
import type { Database, Hub, HubOptions, Issuer } from "@linli/hub";
import { createHub } from "@linli/hub";
import type { Gateway, Identity } from "@linli/hub/identity";
import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ConfigError, type Config } from "./config.js";

/** Opens the data base that a configuration names. */
export async function openDatabase({ database, connections }: Config): Promise<Database> {
  if (database.startsWith("postgres")) {
    const { postgres } = await import("@linli/hub/postgres");
    return postgres({ url: database, ...(connections === undefined ? {} : { connections }) });
  }
  const { pglite } = await import("@linli/hub/pglite");
  if (database === "memory:") return pglite();
  const folder = resolve(database.slice("folder:".length));
  mkdirSync(dirname(folder), { recursive: true });
  return pglite({ folder });
}

/** The secrets of a configuration, as the hub takes them. */
export function secretsOf({ secret, master, former, production }: Config): HubOptions["secrets"] {
  return {
    seal: secret,
    ...(master === undefined ? {} : { master }),
    ...(former === undefined ? {} : { former }),
    ...(production === false ? {} : { environment: "production" }),
  };
}

/** A hub with its place to sign in. */
export interface Opened {
  readonly hub: Hub;
  readonly identity?: Identity;
}

/** Makes a hub as a configuration says, on an open data base that was brought forward. `url`: as people see it. */
export async function openHub(
  config: Config,
  database: Database,
  more: { readonly url: string; readonly onError: (error: unknown) => void },
): Promise<Opened> {
  const secrets = secretsOf(config);
  const identity = await openIdentity(config, database, more);
  const issuers = (config.issuers ?? []).map(({ keys, ...issuer }): Issuer => ({ ...issuer, keys: new URL(keys) }));
  const { bundle, catalog } = await readBundle(config.scenarios);
  const hub = await createHub({
    database,
    bundle,
    ...(catalog === undefined ? {} : { catalog }),
    secrets,
    issuers: [...(identity === undefined ? [] : [identity.issuer]), ...issuers],
    payments: (street) => config.streets?.[street]?.payments,
    limits: { perToken: config.limits?.perToken ?? 600, perAddress: config.limits?.perAddress ?? 6000 },
    ...(config.origins === undefined ? {} : { origins: config.origins }),
    onError: more.onError,
  });
  return { hub, ...(identity === undefined ? {} : { identity }) };
}

async function openIdentity(
  config: Config,
  database: Database,
  { url, onError }: { readonly url: string; readonly onError: (error: unknown) => void },
): Promise<Identity | undefined> {
  if (config.identity === undefined) return undefined;
  const { createIdentity } = await import("@linli/hub/identity");
  const { clients = [], outside = [], name, phone } = config.identity;
  const shared: Gateway | undefined =
    config.gateway === "console" ? ({ to, text }) => console.log(`To ${to}: ${text}`) : config.gateway;
  return createIdentity({
    database,
    secrets: secretsOf(config),
    url,
    clients,
    outside,
    brand: { ...(name === undefined ? {} : { name }), ...(phone === undefined ? {} : { phone }) },
    gateway: (street) => (street === undefined ? undefined : config.streets?.[street]?.gateway) ?? shared,
    trustProxy: config.trustProxy === true,
    onError,
  });
}

/** The same configuration for a command that nobody signs in to. */
export function withoutSignIn({ identity: _, ...config }: Config): Config {
  return config;
}

/**
 * Contracts as they were compiled: into a folder of a street's own, or those that are installed.
 * @throws ConfigError where the folder holds none
 */
export async function readBundle(
  folder: string | undefined,
): Promise<{ readonly bundle: Bundle; readonly catalog?: NonNullable<HubOptions["catalog"]> }> {
  if (folder !== undefined && !existsSync(join(folder, "bundle.js")))
    throw new ConfigError([
      `scenarios: there are no compiled contracts in ${folder}. Make them: linli compile <folder> --out ${folder}`,
    ]);
  const [of, catalogOf] =
    folder === undefined
      ? ["@linli/contracts/bundle", "@linli/contracts/catalog"]
      : ["bundle.js", "catalog.js"].map((name) => pathToFileURL(join(resolve(folder), name)).href);
  const { bundle } = (await import(of as string)) as { readonly bundle: Bundle };
  const found = (await import(catalogOf as string).catch(() => ({}))) as { readonly catalog?: never };
  return { bundle, ...(found.catalog === undefined ? {} : { catalog: found.catalog }) };
}
