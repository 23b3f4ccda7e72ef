import type { Machine } from "@linli/contracts";
import { checkRule, type RuleScope } from "./check-rule.js";
import type { Say } from "./fault.js";
import { byRuleShape, contextShape } from "./rule-context.js";
import type { Shape } from "./shape.js";
import type { TreeIndex } from "./tree-index.js";

/** Says which rules and formulas of a contract name an operator or a variable that there is not. */
export function checkRules(machine: Machine, tree: TreeIndex, say: Say): void {
  const { contract } = machine;
  const parts = { machine, kinds: tree.kinds, common: tree.common };
  const scope = (on: readonly string[], more: { readonly [name: string]: Shape } = {}): RuleScope => {
    const shape = contextShape(parts, on);
    return {
      common: tree.common,
      shape: typeof shape === "object" && "members" in shape ? { members: { ...shape.members, ...more } } : shape,
    };
  };
  const all = Object.keys(machine.pattern.actions);
  for (const [name, derived] of Object.entries(contract.derived ?? {}))
    checkRule(derived.rule, `/derived/${name}/rule`, scope(derived.on), say);
  contract.checks?.forEach((check, i) => checkRule(check.rule, `/checks/${String(i)}/rule`, scope(check.on), say));
  contract.clocks?.forEach((clock, i) => {
    for (const part of ["at", "plus", "calendar", "remind"] as const)
      if (typeof clock[part] === "object") checkRule(clock[part], `/clocks/${String(i)}/${part}`, scope([]), say);
  });
  contract.byRule?.forEach((rule, i) => {
    const byRule: RuleScope = { common: tree.common, shape: byRuleShape(tree.common) };
    checkRule(rule.when, `/byRule/${String(i)}/when`, byRule, say);
    for (const [field, value] of Object.entries(rule.with))
      checkRule(value, `/byRule/${String(i)}/with/${field}`, byRule, say);
  });
  contract.follow?.forEach((follow, i) => {
    const at = `/follow/${String(i)}`;
    const on = actionsOf(machine, follow.on, all);
    const registry = tree.contracts.get(String(follow.each?.["registry"]));
    const item: { [name: string]: Shape } =
      follow.each === undefined
        ? {}
        : {
            item:
              registry === undefined
                ? "any"
                : {
                    oneOf: [{ schema: registry.record }, { members: { id: "leaf", subject: "leaf", derived: "any" } }],
                  },
          };
    const reading: { [name: string]: Shape } = follow.on.startsWith("reading:")
      ? { reading: { members: { value: "any", at: "leaf" } } }
      : {};
    const here = scope(on, { ...item, ...reading });
    checkRule(follow.when, `${at}/when`, here, say);
    checkRule(follow.each?.["items"], `${at}/each/items`, scope(on, reading), say);
    checkRule(follow.each?.["where"], `${at}/each/where`, here, say);
    for (const [field, value] of Object.entries(follow.with ?? {}))
      checkRule(value, `${at}/with/${field.replaceAll("/", "~1")}`, here, say);
    checkRule(follow.post?.["amount"], `${at}/post/amount`, here, say);
    for (const side of ["from", "to"])
      if (typeof follow.post?.[side] === "object") checkRule(follow.post[side], `${at}/post/${side}`, here, say);
    checkRule(follow.settle?.["amount"], `${at}/settle/amount`, here, say);
    checkRule(follow.set?.["id"], `${at}/set/id`, here, say);
    for (const [pointer, value] of Object.entries((follow.set?.["value"] ?? {}) as Record<string, never>))
      checkRule(value, `${at}/set/value/${pointer.replaceAll("/", "~1")}`, here, say);
  });
}

/** The actions on which a follow-up may happen. */
function actionsOf(machine: Machine, on: string, all: readonly string[]): readonly string[] {
  if (on.startsWith("enter:")) {
    const state = on.slice("enter:".length);
    return [
      ...new Set(machine.moves.filter((move) => move.to === state && move.from !== state).map((move) => move.action)),
    ];
  }
  return on.includes(":") ? [] : all.includes(on) ? [on] : [];
}
