import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type {
  Contract,
  HolidayCalendar,
  Json,
  JsonObject,
  Labels,
  Locale,
  Pattern,
  Profile,
  ResourceKind,
} from "@linli/contracts";
import type { Catalog } from "./catalog.js";
import { JsonFault, parseJson } from "./parse-json.js";

/** A file that cannot be read as what its place says it is. Line and column count from 1; 0: the file as a whole. */
interface ReadFault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The scenarios tree in memory. Nothing in it has been checked but that every file is a JSON object. */
export interface Scenarios {
  readonly dir: string;
  /** The tree that this one adds to. */
  readonly base?: Scenarios;
  /** In the order of their ids; those of the base are not among them. */
  readonly contracts: readonly Contract[];
  /** By file name. */
  readonly patterns: { readonly [pattern: string]: Pattern };
  /** In the order of their names. */
  readonly kinds: readonly ResourceKind[];
  /** By file name. */
  readonly profiles: { readonly [profile: string]: Profile };
  /** Public holidays by file name, those of the base too. */
  readonly calendars: { readonly [calendar: string]: HolidayCalendar };
  readonly catalog: Catalog;
  /** common.json as a JSON Schema: without its labels. */
  readonly common: JsonObject;
  /** Texts of common.json, by `<definition>/<field>` and `<definition>=<value>`. */
  readonly commonLabels: { readonly [locale in Locale]: Labels };
  readonly roles: { readonly [role: string]: { readonly labels: { readonly [locale: string]: string } } };
  /** The meta-schemas by name: contract, pattern, resource, profile, catalog. */
  readonly schemas: { readonly [name: string]: JsonObject };
  /** The file of each thing above, relative to `dir`, with forward slashes. */
  readonly files: ReadonlyMap<object, string>;
  /** Files that are no JSON. Whoever goes on with a tree that has some goes on without those files. */
  readonly faults: readonly ReadFault[];
}

/** Where the tree takes what it does not hold itself. */
export interface ReadOptions {
  /** The tree of which `dir` is an addition: its patterns, kinds, contracts, shared definitions and catalog are there too. */
  readonly base?: Scenarios;
}

const META = ["contract", "pattern", "resource", "profile", "catalog"] as const;
/** Meta-schemas that an older tree need not have. */
const LATER = ["calendar"] as const;
const NO_LABELS: Labels = {};

/**
 * Reads a scenarios tree into memory.
 *
 * A street's own folder has no patterns or shared definitions: give the tree that it adds to as `base`. `contracts` holds only
 * those of `dir`; what can be referred to (patterns, kinds, catalog, roles …) holds both.
 *
 * @example
 * const scenarios = readScenarios("scenarios");
 * for (const fault of scenarios.faults) console.error(`${fault.file}:${fault.line}:${fault.column}: ${fault.message}`);
 */
export function readScenarios(dir: string, { base }: ReadOptions = {}): Scenarios {
  const faults: ReadFault[] = [];
  const files = new Map<object, string>(base?.files);
  const read = (file: string): JsonObject | undefined => {
    try {
      const value: Json = parseJson(readFileSync(join(dir, file), "utf8"));
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        faults.push({ file, line: 1, column: 1, message: "The file holds no JSON object." });
        return undefined;
      }
      files.set(value, file);
      return value as JsonObject;
    } catch (error) {
      if (error instanceof JsonFault)
        faults.push({ file, line: error.line, column: error.column, message: error.message });
      else faults.push({ file, line: 0, column: 0, message: String((error as Error).message) });
      return undefined;
    }
  };
  const folder = <T extends object>(name: string): Record<string, T> =>
    Object.fromEntries(
      jsonFiles(join(dir, name)).flatMap((file) => {
        const value = read(`${name}/${file}`);
        return value === undefined ? [] : [[file.slice(0, -".json".length), value as unknown as T]];
      }),
    );
  const top = new Set(jsonFiles(dir));
  const one = (file: string): JsonObject | undefined => {
    if (top.has(file)) return read(file);
    if (base === undefined) faults.push({ file, line: 0, column: 0, message: "The file is missing." });
    return undefined;
  };

  const { labels, ...common } = one("common.json") ?? {};
  const kinds = Object.values(folder<ResourceKind>("resources"));
  const contracts = contractFiles(dir).flatMap((file) => (read(file) as unknown as Contract | undefined) ?? []);
  const schemas = META.flatMap((name) => {
    const schema = one(`${name}.schema.json`);
    return schema === undefined ? [] : [[name, schema] as const];
  });
  for (const name of LATER) {
    const schema = top.has(`${name}.schema.json`) ? read(`${name}.schema.json`) : undefined;
    if (schema !== undefined) schemas.push([name, schema] as never);
  }
  const texts = labels as unknown as Scenarios["commonLabels"] | undefined;

  return {
    dir,
    ...(base === undefined ? {} : { base }),
    contracts: [...contracts].sort((a, b) => compare(String(a.id), String(b.id))),
    patterns: { ...base?.patterns, ...folder<Pattern>("patterns") },
    kinds: [...(base?.kinds ?? []), ...kinds].sort((a, b) => compare(String(a.kind), String(b.kind))),
    profiles: folder<Profile>("profiles"),
    calendars: { ...base?.calendars, ...folder<HolidayCalendar>("calendars") },
    catalog: joined(base?.catalog, one("catalog.json") as unknown as Catalog | undefined),
    common: Object.keys(common).length > 0 ? common : (base?.common ?? {}),
    commonLabels: texts ?? base?.commonLabels ?? { "zh-CN": NO_LABELS, en: NO_LABELS, ko: NO_LABELS },
    roles: { ...base?.roles, ...(one("roles.json") as Scenarios["roles"] | undefined) },
    schemas: { ...base?.schemas, ...Object.fromEntries(schemas) },
    files,
    faults: [...(base?.faults ?? []), ...faults],
  };
}

/** A catalog without anything in it. */
export const noCatalog: Catalog = {
  note: "",
  units: {},
  campaigns: {},
  communityTypes: {},
  needs: [],
  tree: [],
  collections: {},
};

function joined(base: Catalog | undefined, own: Catalog | undefined): Catalog {
  if (base === undefined) return own ?? noCatalog;
  if (own === undefined) return base;
  return {
    note: own.note,
    units: { ...base.units, ...own.units },
    campaigns: { ...base.campaigns, ...own.campaigns },
    communityTypes: { ...base.communityTypes, ...own.communityTypes },
    needs: [...base.needs, ...(own.needs ?? [])],
    tree: [...base.tree, ...(own.tree ?? [])],
    collections: { ...base.collections, ...own.collections },
  };
}

/** Contracts lie in the folders that have no other meaning. */
function contractFiles(dir: string): string[] {
  const other = new Set(["patterns", "resources", "profiles", "locales", "calendars"]);
  return list(dir)
    .filter((name) => !other.has(name) && !name.startsWith(".") && statSync(join(dir, name)).isDirectory())
    .flatMap((name) =>
      jsonFiles(join(dir, name)).map((file) =>
        relative(dir, join(dir, name, file))
          .split(sep)
          .join("/"),
      ),
    );
}

function jsonFiles(dir: string): string[] {
  return list(dir).filter((name) => name.endsWith(".json"));
}

function list(dir: string): string[] {
  try {
    return readdirSync(dir).sort(compare);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
