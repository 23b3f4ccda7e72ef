import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Bundle, JsonObject, Labels, Locale } from "@linli/contracts";
import type { Catalog } from "../read/catalog.js";
import { readScenarios } from "../read/read-scenarios.js";
import type { Scenarios } from "../read/read-scenarios.js";

/**
 * The tree that a street's own contracts add to: a folder of scenarios, or the package `@linli/contracts` as installed (its
 * folder). Throws where the path is neither.
 */
export async function readBase(path: string): Promise<Scenarios> {
  if (existsSync(join(path, "catalog.json"))) return readScenarios(path);
  const generated = resolve(path, "generated");
  if (!existsSync(join(generated, "bundle.js"))) {
    throw new Error(
      `${path} is neither a folder of scenarios (no catalog.json) nor @linli/contracts (no generated/bundle.js)`,
    );
  }
  const load = async (file: string): Promise<Record<string, unknown>> =>
    (await import(pathToFileURL(join(generated, file)).href)) as Record<string, unknown>;
  const bundle = (await load("bundle.js"))["bundle"] as Bundle;
  const catalog = (await load("catalog.js"))["catalog"] as Catalog;
  const schemas = (await load("schemas.js"))["schemas"] as Scenarios["schemas"];
  const { labels, ...common } = bundle.common;
  return {
    dir: path,
    contracts: bundle.contracts.map((entry) => ("contract" in entry ? entry.contract : entry)),
    patterns: bundle.patterns,
    kinds: bundle.kinds.map((entry) => (typeof entry.kind === "string" ? entry : entry.kind)) as Scenarios["kinds"],
    profiles: {},
    calendars: Object.fromEntries((bundle.calendars ?? []).map((one) => [one.calendar, one])),
    catalog,
    common,
    commonLabels: (labels as JsonObject | undefined as { readonly [locale in Locale]: Labels } | undefined) ?? {
      "zh-CN": {},
      en: {},
      ko: {},
    },
    roles: bundle.roles,
    schemas,
    files: new Map(),
    faults: [],
  };
}
