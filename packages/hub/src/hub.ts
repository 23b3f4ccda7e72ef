import { interpretedKind, interpretedSchema } from "@linli/contracts/interpreted";
import {
  resolveSchema,
  runtime,
  type Bundle,
  type CatalogChoices,
  type CompiledKind,
  type ResourceKind,
} from "@linli/contracts";
import type { Issuer } from "./authenticate.js";
import type { Database } from "./database.js";
import type { Development } from "./development.js";
import type { Engine, Kind, PaymentService, Scenario, Secrets, ScanFile } from "./engine.js";
import type { FileStore } from "./files/file-store.js";
import type { ScaleImage } from "./files/scale-image.js";
import type { Messaging } from "./protocol/messaging.js";
import { tick } from "./operations/tick.js";
import { makeScenario } from "./protocol/make-scenario.js";
import { kindFieldsOf } from "./protocol/kind-fields.js";
import { readingsOf } from "./protocol/readings-of.js";
import { pokesOf } from "./pokes.js";
import { pooledRandom } from "./random.js";
import { keyringOf } from "./seal/keyring.js";
import { openingDatabase } from "./seal/opening-database.js";
import { createApp, type AppOptions } from "./routes/app.js";
import { sessionIssuer } from "./sessions.js";
import { migrate, type MigrateOptions } from "./store/migrate.js";

/** What a hub is made of. */
export interface HubOptions extends AppOptions {
  readonly database: Database;
  /** Contracts, resource kinds, patterns and shared definitions, as `linli compile` makes them. */
  readonly bundle: Bundle;
  /** Who signs tokens. */
  readonly issuers: readonly Issuer[];
  readonly secrets: Secrets;
  /** Milliseconds since 1970; absent: the machine's. */
  readonly clock?: () => number;
  /** Random bytes; absent: the machine's. */
  readonly random?: (bytes: number) => Uint8Array;
  readonly fetch?: typeof globalThis.fetch;
  /** Where the bytes of files lie; absent: in the data base. */
  readonly files?: FileStore;
  /** Looks through files that are taken in for what does harm. */
  readonly scan?: ScanFile;
  /** Makes large images smaller (see `@linli/hub/files`). */
  readonly scaleImage?: ScaleImage;
  /** Where a street's news go beside its screens: other systems, text messages, letters. */
  readonly messaging?: (street: string) => Messaging | undefined;
  /** Who pays for a street: asked and answering with signed messages (Standard Webhooks). */
  readonly payments?: (street: string) => PaymentService | undefined;
  /** Order and collections of scenarios. */
  readonly catalog?: CatalogChoices;
  /** Signs sample people in; refused in production. */
  readonly development?: Development;
}

/** A hub. */
export interface Hub {
  /** Answers a request. */
  readonly fetch: (request: Request, from?: { readonly address?: string }) => Promise<Response>;
  /** Brings the data base forward; safe when several hubs start at once. */
  readonly migrate: (options?: MigrateOptions) => Promise<readonly string[]>;
  /** Runs what is due; gives how much that was. */
  readonly tick: (now?: number) => Promise<number>;
  /** Stops, and closes the data base. */
  readonly close: () => Promise<void>;
  readonly engine: Engine;
}

/**
 * Makes a hub: the engine that carries out contracts, and HTTP before it.
 * A contract that needs an effect which this hub does not have is shown and not run: opening it is refused with
 * `effect-missing`, which says what is missing.
 * @throws Error where a contract names a pattern or a resource kind that is not in the bundle
 * @example
 * const hub = await createHub({ database: await pglite(), bundle, issuers, secrets: { seal } });
 * await hub.migrate();
 * const response = await hub.fetch(new Request("https://hub.example/health"));
 */
export async function createHub(options: HubOptions): Promise<Hub> {
  const engine = await createEngine(options);
  const app = createApp(engine, options);
  const { database } = options;
  return {
    engine,
    fetch: async (request, from) => app.fetch(request, { ...from }),
    migrate: (more) => migrate(database, more),
    tick: (now) => tick(engine, now),
    close: () => database.close(),
  };
}

/**
 * Makes the engine without HTTP.
 * @throws as {@link createHub}
 */
export async function createEngine(options: HubOptions): Promise<Engine> {
  const { bundle, catalog, development, secrets } = options;
  for (const name of ["seal", "master"] as const)
    if ((secrets[name]?.length ?? 32) < 32)
      throw new Error(`secrets.${name} has at least 32 characters: make one at random.`);
  const clock = options.clock ?? Date.now;
  const random = options.random ?? pooledRandom();
  const keyring = keyringOf(secrets, { random, clock });
  const kinds = new Map(bundle.kinds.map((kind) => kindOf(kind, bundle)));
  const scenarios = new Map<string, Scenario>();
  for (const one of bundle.contracts) {
    const scenario = await makeScenario(one, bundle);
    refuseWhatIsMissing(scenario, kinds);
    scenarios.set(scenario.contract.id, scenario);
  }
  const hasFacts = "facts" in ((bundle.common["$defs"] ?? {}) as object);
  return {
    database: openingDatabase(options.database, keyring),
    clock,
    random,
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
    secrets,
    keyring,
    ...(options.messaging === undefined ? {} : { messaging: options.messaging }),
    ...(options.files === undefined ? {} : { files: options.files }),
    ...(options.scan === undefined ? {} : { scan: options.scan }),
    ...(options.scaleImage === undefined ? {} : { scaleImage: options.scaleImage }),
    ...(options.payments === undefined ? {} : { payments: options.payments }),
    bundle,
    scenarios,
    kept: new Map(),
    kinds,
    facts: hasFacts ? interpretedSchema(resolveSchema({ $ref: "common.json#/$defs/facts" }, bundle.common)) : () => [],
    issuers: options.issuers,
    sessions: await sessionIssuer(options.secrets),
    ...(catalog === undefined ? {} : { catalog }),
    ...(development === undefined ? {} : { development }),
    cache: {
      streets: new Map(),
      seen: new Map(),
      machines: new Map(),
      resources: new Map(),
      people: new Map(),
      crowded: new Map(),
      looked: { first: true },
      ids: { moment: 0, count: 0 },
    },
    pokes: pokesOf(options.database),
  };
}

function kindOf(one: CompiledKind | ResourceKind, bundle: Bundle): readonly [string, Kind] {
  const kind = "validate" in one ? one.kind : one;
  const validate = "validate" in one ? one.validate(runtime) : interpretedKind(one, bundle.common);
  const readings = Object.entries(readingsOf(kind)).map(
    ([name, { schema }]) => [name, interpretedSchema(resolveSchema(schema, bundle.common))] as const,
  );
  return [
    kind.kind,
    {
      kind,
      validate,
      readings: Object.fromEntries(readings),
      fields: kindFieldsOf(resolveSchema(kind.schema, bundle.common)),
    },
  ];
}

function refuseWhatIsMissing({ contract }: Scenario, kinds: ReadonlyMap<string, Kind>): void {
  const unknown = (contract.uses ?? []).map((rule) => rule.kind).filter((kind) => !kinds.has(kind));
  if (unknown.length > 0)
    throw new Error(`${contract.id} uses the resource kind ${unknown.join(", ")}, which is not in the bundle.`);
}
