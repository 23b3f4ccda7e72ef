import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { configSchema } from "./config-schema.js";

/** An endpoint that is asked with signed messages. */
interface SignedEndpoint {
  readonly url: string;
  readonly secret: string;
}

/** What a hub was told (see config-schema.ts for what each means). */
export interface Config {
  readonly database: string;
  readonly connections?: number;
  readonly partitions?: number;
  readonly secret: string;
  readonly master?: string;
  readonly former?: readonly string[];
  readonly host?: string;
  readonly port?: number;
  readonly url?: string;
  readonly production?: boolean;
  readonly trustProxy?: boolean;
  readonly origins?: readonly string[];
  readonly pages?: { readonly [mount: string]: string };
  readonly scenarios?: string;
  readonly drain?: number;
  readonly grace?: number;
  readonly limits?: { readonly perToken?: number; readonly perAddress?: number };
  readonly issuers?: readonly {
    readonly issuer: string;
    readonly audience: string;
    readonly keys: string;
    readonly algorithms?: readonly string[];
    readonly streets?: "claimed" | readonly string[];
    readonly operators?: "claimed" | readonly string[];
  }[];
  readonly identity?: {
    readonly name?: string;
    readonly phone?: string;
    readonly clients?: readonly {
      readonly id: string;
      readonly name: string;
      readonly redirectUris: readonly string[];
      readonly afterSignOut?: readonly string[];
      readonly native?: boolean;
    }[];
    readonly outside?: readonly {
      readonly id: string;
      readonly label: { readonly "zh-CN": string; readonly en: string; readonly ko: string };
      readonly issuer: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scope?: string;
    }[];
  };
  readonly gateway?: SignedEndpoint | "console";
  readonly streets?: {
    readonly [street: string]: { readonly gateway?: SignedEndpoint; readonly payments?: SignedEndpoint };
  };
}

/** Something wrong with what a hub was told: says where, and what would be right. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join("\n"));
    this.name = "ConfigError";
    this.faults = faults;
  }
}

/** Settings that flags and the environment can say as well: everything that is one value. */
export const flags = [
  "database",
  "connections",
  "partitions",
  "secret",
  "master",
  "host",
  "port",
  "url",
  "production",
  "trustProxy",
  "scenarios",
  "drain",
  "grace",
] as const;
type Flag = (typeof flags)[number];

/** The name of a setting as a flag: `--trust-proxy`. */
export function flagName(flag: Flag): string {
  return flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The name of a setting in the environment: `LINLI_TRUST_PROXY`. */
export function variableName(flag: Flag): string {
  return `LINLI_${flagName(flag).replaceAll("-", "_").toUpperCase()}`;
}

/** Where settings come from: flags win over the environment, and that over the file. */
export interface Sources {
  readonly flags: { readonly [flag: string]: string | undefined };
  readonly environment: { readonly [name: string]: string | undefined };
  /** Absent: `linli.json` here, if there is one. */
  readonly file?: string | undefined;
}

/**
 * Reads a hub's configuration and checks it. A text `$NAME` in the file, and nothing else, stands for that variable of the
 * environment, so that secrets need not lie in the file.
 * @throws ConfigError with everything that is wrong
 */
export function readConfig({ flags: given, environment, file }: Sources): Config {
  const path = file ?? environment["LINLI_CONFIG"] ?? (existsSync("linli.json") ? "linli.json" : undefined);
  const faults: string[] = [];
  const base = path === undefined ? {} : readFile(path);
  const filled = fillIn(base, environment, "", (fault) => faults.push(`${path}: ${fault}`)) as {
    [name: string]: unknown;
  };
  const origin = new Map<string, string>(Object.keys(filled).map((name) => [name, path ?? ""]));
  for (const flag of flags) {
    const [said, by] =
      given[flagName(flag)] !== undefined
        ? [given[flagName(flag)], `--${flagName(flag)}`]
        : [environment[variableName(flag)], variableName(flag)];
    if (said === undefined) continue;
    filled[flag] = valueOf(flag, said);
    origin.set(flag, by as string);
  }
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile(configSchema);
  if (!validate(filled)) faults.push(...sayAll(validate.errors ?? [], origin));
  const config = filled as unknown as Config;
  if (faults.length === 0) faults.push(...faultsBetween(config));
  if (faults.length > 0) throw new ConfigError([...new Set(faults)]);
  return config;
}

function readFile(path: string): { [name: string]: unknown } {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new ConfigError([`${resolve(path)} can't be read: ${(error as Error).message}`]);
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch (error) {
    throw new ConfigError([`${path} is no JSON: ${(error as Error).message}`]);
  }
  throw new ConfigError([`${path} is to be a JSON object.`]);
}

function fillIn(
  value: unknown,
  environment: Sources["environment"],
  at: string,
  fault: (text: string) => void,
): unknown {
  if (Array.isArray(value)) return value.map((one, i) => fillIn(one, environment, `${at}/${i}`, fault));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, fillIn(one, environment, `${at}/${key}`, fault)]),
    );
  const name = typeof value === "string" ? /^\$([A-Z][A-Z0-9_]*)$/.exec(value)?.[1] : undefined;
  if (name === undefined) return value;
  if (environment[name] === undefined) fault(`${at} asks for the variable ${name}, which is not set.`);
  return environment[name] ?? "";
}

function valueOf(flag: Flag, text: string): unknown {
  const { type } = configSchema.properties[flag];
  if (type === "integer" && /^\d+$/.test(text)) return Number(text);
  if (type === "boolean" && /^(true|false|1|0)$/.test(text)) return text === "true" || text === "1";
  return text;
}

function sayAll(errors: readonly ErrorObject[], origin: ReadonlyMap<string, string>): readonly string[] {
  // Of alternatives, the one that failed deepest says most; that all of them failed says nothing.
  const telling = errors.filter((error) => error.keyword !== "oneOf" || errors.length === 1);
  return telling.map((error) => {
    const unknown = error.keyword === "additionalProperties" ? String(error.params["additionalProperty"]) : "";
    const [name = ""] = (error.instancePath.slice(1) || unknown).split("/");
    const from = origin.get(name) ?? "the configuration";
    return `${from}: ${sayOne(error)}`;
  });
}

function sayOne({ instancePath, keyword, params, message }: ErrorObject): string {
  const at = instancePath === "" ? "" : `${instancePath} `;
  if (keyword === "required") return missing(instancePath, String(params["missingProperty"]));
  if (keyword === "additionalProperties")
    return `${at}has no "${String(params["additionalProperty"])}". Is it misspelt?`;
  const about = describedAt(instancePath);
  return `${at}${message ?? "is wrong"}.${about === undefined ? "" : ` ${about}`}`;
}

function missing(at: string, name: string): string {
  if (at !== "") return `${at} needs "${name}".`;
  const flag = flags.find((one) => one === name);
  return flag === undefined
    ? `"${name}" is missing.`
    : `"${name}" is missing: say it in the file, by --${flagName(flag)} or ${variableName(flag)}. ${describedAt(`/${name}`) ?? ""}`;
}

function describedAt(path: string): string | undefined {
  let schema: unknown = configSchema;
  for (const part of path.split("/").slice(1)) {
    const { properties, items, additionalProperties } = schema as {
      properties?: object;
      items?: unknown;
      additionalProperties?: unknown;
    };
    schema = (properties as { [name: string]: unknown } | undefined)?.[part] ?? items ?? additionalProperties;
    if (typeof schema !== "object" || schema === null) return undefined;
  }
  return (schema as { description?: string }).description;
}

/** What is wrong between settings that are right by themselves. */
function faultsBetween(config: Config): readonly string[] {
  const production = config.production !== false;
  const isPostgres = config.database.startsWith("postgres");
  const faults: string[] = [];
  if (config.identity === undefined && (config.issuers ?? []).length === 0 && production)
    faults.push("Nobody could sign in: configure identity (people sign in here) or issuers (they do elsewhere).");
  if (production && config.gateway === "console")
    faults.push('gateway: "console" shows codes to whoever reads the log; not in production.');
  if (production && config.database === "memory:")
    faults.push("database: memory: forgets everything when it ends; not in production.");
  if (config.identity !== undefined && production && config.url === undefined)
    faults.push("identity needs url: the address that people see, since tokens and pages name it.");
  if (
    config.identity !== undefined &&
    production &&
    config.url?.startsWith("http:") === true &&
    !/^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(config.url)
  )
    faults.push(
      `url: ${config.url} is not encrypted; people's codes would travel in the open. Put TLS before it and say https://…`,
    );
  if (!isPostgres && config.connections !== undefined) faults.push("connections is about PostgreSQL only.");
  for (const [i, one] of (config.identity?.clients ?? []).entries())
    for (const uri of one.redirectUris)
      if (!URL.canParse(uri) || new URL(uri).hash !== "")
        faults.push(`/identity/clients/${i}/redirectUris: ${uri} is no whole address.`);
  return faults;
}
