import { locales, type Labels, type Locale, type ResourceKind } from "@linli/contracts";
import { commonLabelsOf, definitionOf, namedParts } from "../read/schema-fields.js";
import { found } from "./check-pointers.js";
import { compiled } from "./check-schemas.js";
import type { Say } from "./fault.js";
import { checkLabels } from "./label-rules.js";
import type { SchemaChecker } from "./schema-checker.js";
import { didYouMean } from "./suggest.js";
import type { TreeIndex } from "./tree-index.js";

/** Says what is wrong with a kind of resource that keeps its meta-schema: pointers, labels, examples. */
export function checkKind(kind: ResourceKind, file: string, tree: TreeIndex, checker: SchemaChecker, say: Say): void {
  if (file !== `resources/${kind.kind}.json`)
    say("/kind", `The file is ${file}.`, `It is resources/${kind.kind}.json.`);
  const parent = kind.parent === undefined ? undefined : tree.kinds.get(kind.parent);
  if (kind.parent !== undefined && parent === undefined)
    say("/parent", `There is no kind of resource "${kind.parent}".`, didYouMean(kind.parent, tree.kinds.keys()));
  for (const [where, pointer] of [
    ["/opening", kind.opening] as const,
    ["/schedule/at", kind.schedule?.["at"]] as const,
  ]) {
    if (typeof pointer !== "string") continue;
    const hours = found(kind.schema, pointer, where, tree, say);
    if (hours !== undefined && definitionOf(hours) !== "openingHours")
      say(where, `${pointer} holds no opening hours.`, "The field refers to common.json#/$defs/openingHours.");
  }
  for (const when of ["start", "end"]) {
    const command = kind.schedule?.[when];
    if (typeof command === "string" && !(command in (kind.commands ?? {})))
      say(
        `/schedule/${when}`,
        `There is no command "${command}".`,
        didYouMean(command, Object.keys(kind.commands ?? {})),
      );
  }
  labels(kind, tree, say);
  const validate = compiled(kind.schema, "/schema", checker, say);
  for (const part of ["readings", "commands"] as const)
    for (const [name, one] of Object.entries(
      (kind[part] ?? {}) as Record<string, { schema?: ResourceKind["schema"]; input?: ResourceKind["schema"] }>,
    )) {
      const schema = part === "readings" ? one.schema : one.input;
      if (schema !== undefined)
        compiled(schema, `/${part}/${name}/${part === "readings" ? "schema" : "input"}`, checker, say);
    }
  kind.examples.forEach((example, i) => {
    const at = `/examples/${String(i)}`;
    for (const fault of validate?.(example.value) ?? [])
      say(`${at}/value${fault.at}`, `The example breaks the schema's ${fault.keyword}.`, "An example is valid.");
    if (kind.examples.findIndex((other) => other.id === example.id) !== i)
      say(`${at}/id`, `The example "${example.id}" is there twice.`, "Give it another id.");
    if (parent !== undefined && example.parent === undefined)
      say(
        at,
        `The example belongs to no "${parent.kind}".`,
        `Say in \`parent\` to which: ${parent.examples.map((one) => one.id).join(", ")}.`,
      );
    if (
      example.parent !== undefined &&
      parent !== undefined &&
      !parent.examples.some((one) => one.id === example.parent)
    )
      say(
        `${at}/parent`,
        `The kind "${parent.kind}" has no example "${example.parent}".`,
        didYouMean(
          example.parent,
          parent.examples.map((one) => one.id),
        ),
      );
    if (example.parent !== undefined && kind.parent === undefined)
      say(`${at}/parent`, "The kind belongs to no other.", "Take it away, or name the `parent` of the kind.");
  });
}

function labels(kind: ResourceKind, tree: TreeIndex, say: Say): void {
  const needed = new Map<string, string>([["title", "the kind"]]);
  const allowed = new Set<string>(["summary"]);
  const given: { [locale in Locale]: Labels } = { "zh-CN": {}, en: {}, ko: {} };
  const add = (schema: ResourceKind["schema"], prefix: string): void => {
    for (const part of namedParts(schema, tree.common)) {
      const path = prefix + part.path;
      if (part.plain === true) allowed.add(path);
      else
        needed.set(path, part.kind === "value" ? `the value "${path.split("=").at(-1) ?? ""}"` : `the field "${path}"`);
      if (part.kind === "field") allowed.add(`hints/${path}`);
    }
    for (const locale of locales)
      given[locale] = {
        ...commonLabelsOf(schema, tree.common, tree.scenarios.commonLabels[locale], prefix),
        ...given[locale],
      };
  };
  add(kind.schema, "");
  for (const part of ["readings", "commands"] as const)
    for (const [name, one] of Object.entries(
      (kind[part] ?? {}) as Record<string, { schema?: ResourceKind["schema"]; input?: ResourceKind["schema"] }>,
    )) {
      needed.set(`${part}/${name}`, `${part.slice(0, -1)} "${name}"`);
      const schema = part === "readings" ? one.schema : one.input;
      if (schema !== undefined) {
        for (const inner of namedParts({ properties: { [name]: schema } }, tree.common)) {
          if (inner.plain === true) allowed.add(`${part}/${inner.path}`);
          else needed.set(`${part}/${inner.path}`, `"${inner.path}"`);
        }
        for (const locale of locales)
          given[locale] = {
            ...commonLabelsOf(
              { properties: { [name]: schema } },
              tree.common,
              tree.scenarios.commonLabels[locale],
              `${part}/`,
            ),
            ...given[locale],
          };
      }
    }
  checkLabels(kind.labels, { needed, allowed, given }, say);
}
