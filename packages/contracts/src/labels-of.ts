import type { JsonObject, JsonSchema } from "./json.js";
import { filledLabels } from "./fill-labels.js";
import { machineOf } from "./machine.js";
import type { Contract, Labels, Locale, Pattern, ResourceKind } from "./model.js";
import { resolveSchema } from "./resolve-schema.js";

/** Where the texts of a scenario come from. */
export interface LabelSources {
  readonly contract: Contract;
  readonly pattern: Pattern;
  /** All kinds; those that the contract uses, and their parents, are taken. */
  readonly kinds: readonly ResourceKind[];
  /** The shared definitions, and their texts per locale. */
  readonly common: JsonObject;
  readonly commonLabels: { readonly [locale: string]: Labels | undefined };
}

/**
 * All texts of a scenario in one locale, by path. Later wins: shared definitions (at each field of that type), pattern,
 * resource kinds (`resource/<kind>/…`), contract. Placeholders say what the contract says where a street says nothing.
 */
export function labelsOf(sources: LabelSources, locale: Locale): Labels {
  const { contract, pattern, kinds } = sources;
  const texts = <T extends object>(from: T): Labels =>
    (from as { readonly [tag: string]: Labels | undefined })[locale] ?? {};
  const shared: Record<string, string> = {};
  for (const [path, schema] of schemasOf(contract, pattern)) {
    addShared(resolveSchema(schema, sources.common), path, { words: texts(sources.commonLabels), labels: shared });
  }
  const used = usedKinds(contract, kinds).flatMap((kind) =>
    Object.entries(texts(kind.labels)).map(([path, text]) => [`resource/${kind.kind}/${path}`, text] as const),
  );
  const labels = { ...shared, ...texts(pattern.labels), ...Object.fromEntries(used), ...texts(contract.labels) };
  return filledLabels(labels, machineOf(pattern, contract), locale);
}

/** All texts of a kind of thing in one locale: those of shared definitions, then its own, at `resource/<kind>/…`. */
export function kindLabelsOf(
  sources: Pick<LabelSources, "common" | "commonLabels"> & { readonly kind: ResourceKind },
  locale: string,
): Labels {
  const { kind, common, commonLabels } = sources;
  const path = `resource/${kind.kind}`;
  const shared: Record<string, string> = {};
  addShared(resolveSchema(kind.schema, common), path, { words: commonLabels[locale] ?? {}, labels: shared });
  const own = (kind.labels as { readonly [tag: string]: Labels | undefined })[locale] ?? {};
  return { ...shared, ...Object.fromEntries(Object.entries(own).map(([at, text]) => [`${path}/${at}`, text])) };
}

function schemasOf(contract: Contract, pattern: Pattern): readonly (readonly [string, JsonSchema])[] {
  const actions = Object.entries(pattern.actions).filter(([action]) => !contract.without?.includes(action));
  return [
    ["record", contract.record],
    ...actions.flatMap(([action, { input }]) => {
      const schema = contract.inputs?.[action] ?? input;
      return schema ? [[`inputs/${action}`, schema] as const] : [];
    }),
    ...(contract.stages ?? []).flatMap((stage) => (stage.input ? [[`stages/${stage.id}`, stage.input] as const] : [])),
    ...Object.entries(contract.derived ?? {}).map(([name, { schema }]) => [`derived/${name}`, schema] as const),
  ];
}

/** Puts the texts of every shared definition where a field is of its type. Lists are transparent in paths. */
function addShared(
  schema: JsonSchema,
  path: string,
  into: { readonly words: Labels; readonly labels: Record<string, string> },
): void {
  const type = schema["x-type"];
  if (typeof type === "string") {
    for (const [word, text] of Object.entries(into.words)) {
      const rest = word.startsWith(type) ? word.slice(type.length) : "";
      if (rest.startsWith("/") || rest.startsWith("=")) into.labels[path + rest] = text;
    }
  }
  for (const [name, member] of Object.entries(
    (schema["properties"] ?? {}) as { readonly [name: string]: JsonSchema },
  )) {
    addShared(member, `${path}/${name}`, into);
  }
  for (const keyword of ["items", "then", "else"]) {
    const inner = schema[keyword];
    if (typeof inner === "object" && inner !== null) addShared(inner as JsonSchema, path, into);
  }
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    for (const inner of (schema[keyword] ?? []) as readonly JsonSchema[]) addShared(inner, path, into);
  }
}

function usedKinds(contract: Contract, kinds: readonly ResourceKind[]): readonly ResourceKind[] {
  const names = new Set<string>((contract.uses ?? []).map((use) => use.kind));
  for (const match of JSON.stringify([contract.record, contract.inputs ?? {}]).matchAll(/"x-kind":"([^"]+)"/g))
    names.add(match[1] ?? "");
  for (let size = -1; size !== names.size;) {
    size = names.size;
    for (const kind of kinds) if (names.has(kind.kind) && kind.parent !== undefined) names.add(kind.parent);
  }
  return kinds.filter((kind) => names.has(kind.kind));
}
