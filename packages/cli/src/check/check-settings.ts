import {
  at as valueAt,
  type Json,
  type JsonObject,
  type JsonSchema,
  type Machine,
  type Pointer,
} from "@linli/contracts";
import { definitionOf, memberNames, memberOf, resolved, schemaAt } from "../read/schema-fields.js";
import { checkRule, type RuleScope } from "./check-rule.js";
import { found } from "./check-pointers.js";
import type { Say } from "./fault.js";
import { contextShape } from "./rule-context.js";
import type { Shape } from "./shape.js";
import { didYouMean } from "./suggest.js";
import type { TreeIndex } from "./tree-index.js";

/** Says what the settings point at that is not there: fields, kinds, scenarios, variables of rules. */
export function checkSettings(machine: Machine, tree: TreeIndex, say: Say): void {
  const { contract, pattern } = machine;
  const walk = (value: Json | undefined, schema: JsonSchema, at: Pointer): void => {
    if (named(value, definitionOf(schema), at)) return;
    if (Array.isArray(value)) {
      value.forEach((item: Json, i) => {
        const inner = memberOf(schema, "*", tree.common);
        if (inner !== undefined) walk(item, inner, `${at}/${String(i)}`);
      });
    } else if (typeof value === "object" && value !== null) {
      for (const [name, member] of Object.entries(value)) {
        const inner = memberOf(schema, name, tree.common);
        if (inner !== undefined) walk(member, inner, `${at}/${name}`);
      }
    } else if (typeof value === "string" && value.startsWith("/")) {
      // One of several shapes, a pointer among them: options of a ballot, limits per a field.
      const branches = [...asList(schema["anyOf"]), ...asList(schema["oneOf"])];
      if (branches.some((branch) => definitionOf(branch) === "pointer" || branch["pattern"] === "^(/[^/]+)+$"))
        found(contract.record, value, at, tree, say);
    }
  };
  /** Whether the value is of a definition that names something; then it is looked up. */
  const named = (value: Json | undefined, definition: string | undefined, at: Pointer): boolean => {
    switch (definition) {
      case "pointer":
        if (typeof value === "string") pointer(value, at);
        return true;
      case "resourceKind":
        if (typeof value === "string" && !tree.kinds.has(value))
          say(at, `There is no kind of resource "${value}".`, didYouMean(value, tree.kinds.keys()));
        return true;
      case "scenarioId":
        if (typeof value === "string" && !tree.catalog.has(value) && !tree.contracts.has(value))
          say(at, `The catalog has no scenario "${value}".`, didYouMean(value, tree.catalog.keys()));
        return true;
      case "rule":
        checkRule(value, at, scopeAt(machine, tree, at), say);
        return true;
      case "limits":
        asList(value).forEach((limit, i) =>
          texts(limit["per"]).forEach((one, j) => {
            if (one.startsWith("/")) found(contract.record, one, `${at}/${String(i)}/per/${String(j)}`, tree, say);
          }),
        );
        return true;
      case "fold":
        texts((value as JsonObject | undefined)?.["by"]).forEach((one, i) => {
          if (one.startsWith("/")) found(contract.record, one, `${at}/by/${String(i)}`, tree, say);
        });
        return true;
      default:
        return false;
    }
  };
  const pointer = (value: string, at: Pointer): void => {
    const into = schemaBehind(machine, tree, at);
    if (into !== undefined) found(into, value, at, tree, say);
  };
  walk(contract.settings, pattern.settings, "/settings");
  checkTriggers(machine, tree, say);
}

/** Into what a pointer of the settings points: the record, or the resource or item that the setting speaks of. */
function schemaBehind(machine: Machine, tree: TreeIndex, at: Pointer): JsonSchema | undefined {
  const { contract } = machine;
  const kindNamed = (name: Json | undefined): JsonSchema | undefined => tree.kinds.get(String(name))?.schema;
  if (at.startsWith("/settings/search/")) return kindNamed(contract.settings["kind"]);
  if (/^\/settings\/ballot\/roll\/(voter|area|share)$/.test(at))
    return kindNamed(valueAt(contract.settings, "/ballot/roll/kind") as Json);
  if (/^\/settings\/triggers\/\d+\/for$/.test(at)) return kindOfTrigger(machine, tree, at)?.schema;
  if (at === "/settings/split/subject") {
    const each = valueAt(contract.settings, "/split/each");
    const list = typeof each === "string" ? schemaAt(contract.record, each, tree.common) : undefined;
    return list === undefined ? undefined : memberOf(resolved(list, tree.common), "*", tree.common);
  }
  return contract.record;
}

/** What a rule of the settings may read. */
function scopeAt(machine: Machine, tree: TreeIndex, at: Pointer): RuleScope {
  const { common } = tree;
  const leaves = (names: readonly string[]): Shape => ({
    members: Object.fromEntries(names.map((name) => [name, "leaf" as const])),
  });
  if (at.startsWith("/settings/triggers/")) {
    const schema = kindOfTrigger(machine, tree, at)?.schema;
    const resource: Shape = schema === undefined ? "any" : { oneOf: [{ schema }, leaves(["id", "name"])] };
    return {
      common,
      shape: {
        members: {
          reading: { members: { value: "any", at: "leaf", sum: "leaf", min: "leaf", max: "leaf", count: "leaf" } },
          resource,
          now: "leaf",
        },
      },
    };
  }
  const whole = contextShape({ machine, kinds: tree.kinds, common }, Object.keys(machine.pattern.actions));
  if (!at.startsWith("/settings/measure")) return { common, shape: whole };
  // A formula runs over records of another scenario; `figure` is the record that it is computed for.
  const over = tree.machine(String(valueAt(machine.contract.settings, "/measure/over")));
  const other = over === undefined ? "any" : contextShape({ machine: over, kinds: tree.kinds, common }, []);
  const members = typeof other === "object" && "members" in other ? other.members : undefined;
  return {
    common,
    shape: members === undefined ? "any" : { members: { ...members, figure: { schema: machine.contract.record } } },
  };
}

function kindOfTrigger(machine: Machine, tree: TreeIndex, at: Pointer): { readonly schema: JsonSchema } | undefined {
  const trigger = valueAt(machine.contract.settings, at.replace(/^\/settings(\/triggers\/\d+).*$/, "$1")) as
    JsonObject | undefined;
  const used = (machine.contract.uses ?? []).flatMap((use) => tree.kinds.get(use.kind) ?? []);
  return used.find((kind) => String(trigger?.["reading"]) in (kind.readings ?? {}));
}

/** Readings that raise an alert exist, and give the record what it needs. */
function checkTriggers(machine: Machine, tree: TreeIndex, say: Say): void {
  const { contract } = machine;
  const readings = (contract.uses ?? []).flatMap((use) => Object.keys(tree.kinds.get(use.kind)?.readings ?? {}));
  asList(contract.settings["triggers"]).forEach((trigger, i) => {
    const at = `/settings/triggers/${String(i)}`;
    const reading = String(trigger["reading"]);
    if (!readings.includes(reading))
      say(`${at}/reading`, `Nothing that it uses has a reading "${reading}".`, didYouMean(reading, readings));
    const given = (trigger["with"] ?? {}) as JsonObject;
    for (const [field, rule] of Object.entries(given)) {
      if (schemaAt(contract.record, `/${field}`, tree.common) === undefined)
        say(
          `${at}/with/${field}`,
          `The record has no field "${field}".`,
          didYouMean(field, memberNames(contract.record, tree.common), "It has"),
        );
      checkRule(rule, `${at}/with/${field}`, scopeAt(machine, tree, at), say);
    }
    const missing = texts(contract.record["required"]).filter((name) => !(name in given));
    if (missing.length > 0)
      say(
        `${at}/with`,
        `The record needs ${missing.map((name) => `"${name}"`).join(", ")} too.`,
        "Give a rule for each.",
      );
    if (!contract.people.open.includes("hub"))
      say("/people/open", "The hub opens records from readings, and may not.", 'Add "hub".');
  });
}

function asList(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly JsonObject[]) : [];
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}
