import { createDevelopment } from "@linli/hub/development";
import { createHub, type HubOptions } from "@linli/hub";
import { readFileSync } from "node:fs";
import { configUsage, readConfigArgs } from "./config-args.js";
import { openDatabase, readBundle, secretsOf } from "./open.js";
import { ConfigError, type Config } from "./config.js";

/** How `linli seed` is called. */
export const seedUsage = `linli seed <file.json> [--config linli.json]

Enters what a street begins with, through the hub's own interface and rules; what is there already is brought to what the file
says. The file is { "street": …, "members": [ { "id", "phone"?, … } ], "resources": [ { "id", "kind", … } ] }, each as the
interface takes it (/v1/openapi.json); "phone" lets a member sign in. Every fault is listed; exit code 1 if there was one.
${configUsage()}`;

interface Seed {
  readonly street: { readonly id: string };
  readonly members?: readonly { readonly id: string; readonly phone?: string }[];
  readonly resources?: readonly { readonly id: string; readonly kind: string }[];
}

/** Runs `linli seed`. Gives the exit code. */
export async function seedCommand(args: readonly string[]): Promise<number> {
  const { config, positionals } = readConfigArgs(args);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    console.error(seedUsage);
    return 2;
  }
  const seed = readSeed(file);
  const faults = await plant(config, seed);
  for (const fault of faults) console.error(fault);
  const { members = [], resources = [] } = seed;
  console.log(`${seed.street.id}: ${members.length} members, ${resources.length} things; ${faults.length} faults.`);
  return faults.length === 0 ? 0 : 1;
}

function readSeed(file: string): Seed {
  try {
    const seed = JSON.parse(readFileSync(file, "utf8")) as Partial<Seed>;
    if (typeof seed.street?.id === "string") return seed as Seed;
  } catch (error) {
    throw new ConfigError([`${file}: ${(error as Error).message}`]);
  }
  throw new ConfigError([`${file}: "street" with its "id" is missing.`]);
}

async function plant(config: Config, { street, members = [], resources = [] }: Seed): Promise<readonly string[]> {
  const contracts = await readBundle(config.scenarios);
  const database = await openDatabase(config);
  // An issuer that lives as long as this command, so that what is entered goes the way that everything goes.
  const development = await createDevelopment();
  const { environment: _, ...secrets } = secretsOf(config);
  const options: HubOptions = {
    database,
    ...contracts,
    secrets,
    issuers: [development.issuer],
  };
  const hub = await createHub(options);
  const faults: string[] = [];
  try {
    const authorization = `Bearer ${await development.token("seed", { operator: true })}`;
    const send = async (
      what: string,
      method: string,
      path: string,
      body: unknown,
      expected: readonly number[] = [],
    ) => {
      const language = Intl.DateTimeFormat().resolvedOptions().locale;
      const headers = {
        authorization,
        "accept-language": language,
        "content-type": "application/json",
        "idempotency-key": crypto.randomUUID(),
      };
      const request = new Request(`http://hub.invalid${path}`, { method, headers, body: JSON.stringify(body) });
      const answer = await hub.fetch(request);
      if (!answer.ok && !expected.includes(answer.status)) faults.push(`${what}: ${await sayProblem(answer)}`);
      return answer.status;
    };
    const here = `/v1/streets/${street.id}`;
    await send("street", "POST", "/v1/streets", street);
    if (faults.length > 0) return faults;
    for (const { id, phone, ...member } of members) {
      const at = `${here}/members/${encodeURIComponent(id)}`;
      await send(`member ${id}`, "PUT", at, member);
      if (phone !== undefined) await send(`member ${id}, phone`, "PUT", `${at}/sign-in`, { phone });
    }
    for (const resource of resources) {
      const what = `resource ${resource.id}`;
      const status = await send(what, "POST", `${here}/resources`, resource, [409]);
      const { id, kind: _kind, ...rest } = resource;
      if (status === 409) await send(what, "PUT", `${here}/resources/${encodeURIComponent(id)}`, rest);
    }
    return faults;
  } finally {
    await hub.close();
  }
}

async function sayProblem(answer: Response): Promise<string> {
  const problem = (await answer.json()) as {
    readonly title?: string;
    readonly errors?: readonly { readonly pointer: string; readonly message: string }[];
  };
  const where = (problem.errors ?? []).map(({ pointer, message }) => `${pointer} ${message}`).join("; ");
  return where === "" ? (problem.title ?? String(answer.status)) : where;
}
