import type { Json, JsonObject, JsonSchema, Machine, Pointer } from "@linli/contracts";
import { definitionOf, memberOf, resolved } from "../read/schema-fields.js";
import { checkRule } from "./check-rule.js";
import { found } from "./check-pointers.js";
import type { Say } from "./fault.js";
import { contextShape } from "./rule-context.js";
import { didYouMean } from "./suggest.js";
import type { TreeIndex } from "./tree-index.js";

/** Says what the settings point at that is not there: fields, kinds, scenarios, variables of rules. */
export function checkSettings(machine: Machine, tree: TreeIndex, say: Say): void {
  const { contract, pattern } = machine;
  const walk = (value: Json | undefined, schema: JsonSchema, at: Pointer): void => {
    switch (definitionOf(schema)) {
      case "pointer":
        if (typeof value === "string") pointer(value, at);
        return;
      case "resourceKind":
        if (typeof value === "string" && !tree.kinds.has(value) && !(at.startsWith("/settings/nearest/") && tree.roles.has(value)))
          say(at, `There is no kind of resource "${value}".`, didYouMean(value, tree.kinds.keys()));
        return;
      case "scenarioId":
        if (typeof value === "string" && !tree.catalog.has(value)) say(at, `The catalog has no scenario "${value}".`, didYouMean(value, tree.catalog.keys()));
        return;
      case "rule":
        checkRule(value, at, { shape: contextShape({ machine, kinds: tree.kinds, common: tree.common }, Object.keys(pattern.actions)), common: tree.common }, say);
        return;
      case "limits":
        for (const [i, limit] of (Array.isArray(value) ? (value as readonly JsonObject[]) : []).entries()) {
          const per = Array.isArray(limit["per"]) ? (limit["per"] as readonly string[]) : [];
          per.forEach((one, j) => {
            if (one.startsWith("/")) found(contract.record, one, `${at}/${String(i)}/per/${String(j)}`, tree, say);
          });
        }
        return;
      case "fold":
        ((value as JsonObject | undefined)?.["by"] as readonly string[] | undefined)?.forEach((one, i) =>
          found(contract.record, one, `${at}/by/${String(i)}`, tree, say),
        );
        return;
    }
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
    } else if (typeof value === "string") {
      // One of several shapes, a pointer among them: options of a ballot.
      const branches = [...asList(schema["anyOf"]), ...asList(schema["oneOf"])];
      if (branches.some((branch) => definitionOf(branch) === "pointer") && value.startsWith("/")) pointer(value, at);
    }
  };
  const pointer = (value: string, at: Pointer): void => {
    if (at.startsWith("/settings/search/")) {
      const kind = tree.kinds.get(String(contract.settings["kind"]));
      if (kind !== undefined) found(kind.schema, value, at, tree, say);
    } else if (at === "/settings/split/subject") {
      const each = (contract.settings["split"] as JsonObject | undefined)?.["each"];
      const list = typeof each === "string" ? found(contract.record, each, "/settings/split/each", tree, () => undefined) : undefined;
      const item = list === undefined ? undefined : memberOf(resolved(list, tree.common), "*", tree.common);
      if (item !== undefined) found(item, value, at, tree, say);
    } else found(contract.record, value, at, tree, say);
  };
  walk(contract.settings, pattern.settings, "/settings");
}

function asList(value: Json | undefined): readonly JsonSchema[] {
  return Array.isArray(value) ? (value as readonly JsonSchema[]) : [];
}
