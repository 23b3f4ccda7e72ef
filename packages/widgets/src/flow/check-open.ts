import { at as read } from "@linli/contracts/json";
import { fixedTime } from "@linli/contracts/fixed-time";
import type { AvailabilityView, Json, JsonObject, Pointer, Rule, RunPart, UseRule } from "@linli/contracts";
import { evaluate, truthy } from "@linli/contracts/rules";
import type { SaidFault } from "../form/form-model.js";
import type { Words } from "../lib/words.js";

/** What a page knows of a record before it is opened. */
export interface Opening {
  readonly contract: RunPart;
  readonly value: JsonObject;
  readonly free: AvailabilityView | undefined;
}

/** What only the hub knows: rules that read it are left to the hub. */
const unknown = /"(?:subject|opener|relation|place|facts|roll|tally|children|has|as|uses\.(?:free|waiting))[."]/;

/** What is computed when the record is opened, as far as a page can compute it. */
export const deriveOpen = (opening: Opening): { readonly [name: string]: unknown } => evaluating(opening).derived;

/** Checks of the contract that do not hold, in words, as far as a page can evaluate them. `only`: those of one place. */
export function checkOpen(opening: Opening, words: Words, only?: Pointer): readonly SaidFault[] {
  const { value } = evaluating(opening);
  return (opening.contract.checks ?? [])
    .filter(({ at, rule }) => (only === undefined || at === only) && value(rule, false) === false)
    .map(({ code, at = "" }) => ({ at, keyword: code, message: words.label(`problems/${code}`, code) }));
}

/** Derives in order, and evaluates rules; what cannot be known yet stays `undefined`. */
function evaluating({ contract, value: record, free }: Opening) {
  const uses = usesOf(contract.uses ?? [], record, free);
  const context = { record, uses, settings: contract.settings, period: periodOf(contract, record), now: free?.now, options: {} };
  const time = fixedTime(free?.offset ?? "+08:00");
  const derived: { [name: string]: unknown } = {};
  const value = (rule: Rule, asValue: boolean): unknown => {
    const text = JSON.stringify(rule);
    const reads = (path: string) => Array.from(text.matchAll(new RegExp(`"${path}\\.([\\w-]+)`, "g")), ([, name = ""]) => name);
    const isKnown =
      !unknown.test(text) &&
      reads("uses").every((name) => uses[name] !== undefined) &&
      reads("derived").every((name) => derived[name] !== undefined) &&
      (asValue || reads("record").every((name) => record[name] !== undefined));
    if (!isKnown) return undefined;
    const result = evaluate(rule, { ...context, derived }, time);
    return asValue ? result : truthy(result);
  };
  for (const [name, { rule }] of Object.entries(contract.derived ?? {})) derived[name] = value(rule, true);
  return { derived, value };
}

const periodOf = ({ uses }: RunPart, record: JsonObject) =>
  uses?.map(({ period }) => typeof period === "string" && read(record, period)).find(Boolean) as Json | undefined;

/** What the record uses, by kind: the things that are chosen, or lists of them. */
function usesOf(rules: readonly UseRule[], record: JsonObject, free: AvailabilityView | undefined) {
  const uses: { [kind: string]: Json | undefined } = {};
  const one = (kind: string, id: unknown, units: unknown): Json | undefined => {
    const resource = free?.resources.find((thing) => thing.kind === kind && thing.id === id);
    return resource && { id: resource.id, resource: resource.value, units: (units as number | undefined) ?? 1 };
  };
  for (const { kind, at, units } of rules) {
    const [list = "", key = ""] = at.split("/*/");
    const unitsAt = (item: string) => (typeof units === "string" ? read(record, units.replace("*", item)) : units);
    uses[kind] = at.includes("/*")
      ? ((read(record, list.replace("/*", "")) ?? []) as readonly Json[]).flatMap((item, i) => {
          const id = key === "" ? item : read(item, `/${key}`);
          return one(kind, id, unitsAt(String(i))) ?? [];
        })
      : one(kind, read(record, at), unitsAt(""));
  }
  return uses;
}
