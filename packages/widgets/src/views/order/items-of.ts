import type { JsonSchema, Labels, Pointer, RunPart, UseRule } from "@linli/contracts";

/** A list in the record whose items name a thing and how much of it. */
export interface Items {
  readonly rule: UseRule;
  /** Where the list stands. */
  readonly list: Pointer;
  /** The item's member that names the thing. */
  readonly key: string;
  /** The item's member that says how much. */
  readonly units: string | undefined;
  /** Most different things. */
  readonly most: number;
  /** Most of one thing. */
  readonly mostUnits: number;
}

/** What is ordered by the piece; `undefined`: nothing, or its items ask for more than what and how much. */
export function itemsOf({ uses, record }: RunPart): Items | undefined {
  for (const rule of uses ?? []) {
    const [, list, key] = /^(\/[^/*]+)\/\*\/([^/*]+)$/.exec(rule.at) ?? [];
    if (list === undefined || key === undefined) continue;
    const schema = ((record.properties ?? {}) as { readonly [name: string]: JsonSchema })[list.slice(1)] ?? {};
    const item = (schema.items ?? {}) as JsonSchema;
    const units = typeof rule.units === "string" ? rule.units.split("/").at(-1) : undefined;
    const asked = (item.required ?? []) as readonly string[];
    if (!asked.every((name) => name === key || name === units)) continue;
    const counted = ((item.properties ?? {}) as { readonly [name: string]: JsonSchema })[units ?? ""];
    return {
      rule,
      list,
      key,
      units,
      most: (schema.maxItems as number | undefined) ?? Infinity,
      mostUnits: units === undefined ? 1 : ((counted?.maximum as number | undefined) ?? Infinity),
    };
  }
  return undefined;
}

/** How things of a kind are put together: by the first member whose values have names, for example the course. */
export interface Grouping {
  readonly member: string;
  /** Its values and their names, in the order of the labels. */
  readonly names: ReadonlyMap<string, string>;
}

/** Finds it in the labels of a kind. */
export function groupingOf(kind: string, labels: Labels): Grouping {
  const prefix = `resource/${kind}/`;
  const [first = ""] = Object.keys(labels).filter((path) => path.startsWith(prefix) && path.includes("="));
  const path = first.split("=")[0] ?? "";
  const named = Object.entries(labels).filter(([one]) => path !== "" && one.startsWith(`${path}=`));
  return {
    member: path.slice(prefix.length),
    names: new Map(named.map(([one, name]) => [one.slice(path.length + 1), name])),
  };
}
