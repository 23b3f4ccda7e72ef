import type { Json, JsonObject } from "./json.js";
import type { Rule } from "./model.js";
import { evaluate, truthy } from "./rules.js";
import { noClock } from "./no-clock.js";

/** What is known before any record: which actions the contract has, and its settings. */
export interface Fixed {
  readonly has: { readonly [action: string]: boolean };
  readonly settings: JsonObject;
}

/** A rule's answer as far as it is known beforehand: true, false, or `undefined` where it depends on more. */
export function maybe(rule: Rule, fixed: Fixed): boolean | undefined {
  const known = partly(rule, fixed);
  return known === unknown ? undefined : truthy(known);
}

/** Whether a rule reads `has` and `settings` only. */
export function isContextFree(rule: Rule): boolean {
  if (typeof rule !== "object" || rule === null) return true;
  if (Array.isArray(rule)) return rule.every((r: Json) => isContextFree(r));
  return Object.entries(rule).every(([name, args]) =>
    name === "var" ? STATIC.test(String(Array.isArray(args) ? args[0] : args)) : isContextFree(args as Json),
  );
}

const STATIC = /^(has|settings)\./;
const unknown = Symbol("depends on more than has and settings");

function partly(rule: Rule, fixed: Fixed): unknown {
  if (typeof rule !== "object" || rule === null) return rule;
  if (Array.isArray(rule)) return rule.map((r: Json) => partly(r, fixed));
  const [name] = Object.keys(rule);
  const raw = (rule as { readonly [operator: string]: Json })[name ?? ""];
  const args: readonly Json[] = Array.isArray(raw) ? (raw as readonly Json[]) : [raw as Json];
  if (name === "var") return STATIC.test(String(args[0])) ? evaluate(rule, fixed, noClock) : unknown;
  const values = args.map((arg) => partly(arg, fixed));
  const known = values.filter((v) => v !== unknown);
  if (name === "and" && known.some((v) => !truthy(v))) return false;
  if (name === "or" && known.some(truthy)) return true;
  if (known.length < values.length) return unknown;
  return evaluate(rule, fixed, noClock);
}
