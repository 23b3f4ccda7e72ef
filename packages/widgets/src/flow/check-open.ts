import { at as read, every } from "@linli/contracts/json";
import { fixedTime } from "@linli/contracts/fixed-time";
import type { AvailabilityView, JsonObject, Pointer, Rule, RunPart, UseRule } from "@linli/contracts";
import { evaluate, truthy } from "@linli/contracts/rules";
import type { SaidFault } from "../form/form-model.js";
import type { Words } from "../lib/words.js";

/** What a page knows of a record before it is opened. */
export interface Opening {
  readonly contract: RunPart;
  readonly value: JsonObject;
  readonly free: AvailabilityView | undefined;
}

/** What is computed when the record is opened, as far as a page can compute it. */
export function deriveOpen(opening: Opening): { readonly [name: string]: unknown } {
  const { derived, derive } = evaluating(opening);
  Object.keys(opening.contract.derived ?? {}).forEach(derive);
  return derived;
}

/** Checks of the contract that do not hold, in words, as far as a page can evaluate them. `only`: those of one place. */
export function checkOpen(opening: Opening, words: Words, only?: Pointer): readonly SaidFault[] {
  const { value } = evaluating(opening);
  return (opening.contract.checks ?? [])
    .filter(
      ({ at, rule }) => (only === undefined || at === only) && !truthy(value(rule, strict(opening.value)) ?? true),
    )
    .map(({ code, at = "" }) => ({ at, keyword: code, message: words.label(`problems/${code}`, code) }));
}

/** Evaluates rules, and derives what they read; what reads something that is not known here is left to the hub: `undefined`. */
function evaluating({ contract, value: record, free }: Opening) {
  const { uses = [], settings, parameters = {}, derived: rules = {} } = contract;
  const time = fixedTime(free?.offset ?? "+08:00");
  const derived: { [name: string]: unknown } = {};
  const known = {
    settings,
    parameters,
    period: uses.map((use) => typeof use.period === "string" && read(record, use.period)).find(Boolean),
    now: free?.now,
    options: {},
    uses: strict(usesOf(uses, record, free)),
    derived: strict(derived, (name) => derive(name)),
  };
  const value = (rule: Rule, asked: object): unknown => {
    try {
      return evaluate(rule, strict({ ...known, record: asked }), time) ?? false;
    } catch {
      return undefined;
    }
  };
  const derive = (name: string) => {
    const rule = rules[name]?.rule;
    if (rule !== undefined && !(name in derived)) derived[name] = value(rule, record);
  };
  return { value, derived, derive };
}

/** Of this object, reading what is not there is an error: whether it will be there only the hub knows. */
const strict = <T extends object>(members: T, before?: (name: string) => void): T =>
  new Proxy(members, {
    getOwnPropertyDescriptor: (target, name) => {
      before?.(String(name));
      if ((target as { readonly [name: PropertyKey]: unknown })[name] === undefined) throw new TypeError(String(name));
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
  });

/** What the record uses, by kind: the things that are chosen, or lists of them. */
function usesOf(rules: readonly UseRule[], record: JsonObject, free: AvailabilityView | undefined) {
  const uses: { [kind: string]: object | undefined } = {};
  for (const { kind, at, units } of rules) {
    const found = every(record, at).flatMap(({ at: here, value: chosen }) => {
      const resource = free?.resources.find((thing) => thing.kind === kind && thing.id === chosen);
      const counted = typeof units === "string" ? read(record, units.replace("*", /\d+/.exec(here)?.[0] ?? "")) : units;
      if (resource === undefined) return [];
      const { id, value, place } = resource;
      return [strict({ id, resource: value, place, units: (counted as number | undefined) ?? 1 })];
    });
    uses[kind] = at.includes("*") ? found : found[0];
  }
  return uses;
}
