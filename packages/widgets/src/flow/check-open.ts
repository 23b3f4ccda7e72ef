import { at as read, every, fixedTime } from "@linli/contracts";
import type { AvailabilityView, Json, JsonObject, Pointer, RunPart, UseRule } from "@linli/contracts";
import { evaluate, truthy } from "@linli/contracts/rules";
import type { SaidFault } from "../form/form-model.js";
import type { Words } from "../lib/words.js";

/** What a page knows of a record before it is opened. */
export interface Opening {
  readonly contract: RunPart;
  readonly value: JsonObject;
  readonly free: AvailabilityView | undefined;
}

/** What a page cannot know: rules that read it are left to the hub. */
const unknown = /"var":\s*\[?"(?:subject|opener|relation|place|facts|roll|tally|children|has|as|uses\.(?:free|waiting))\b/;

/** What is computed when the record is opened, as far as a page can compute it. */
export function deriveOpen(opening: Opening): { readonly [name: string]: unknown } {
  const context = contextOf(opening);
  if (context === undefined) return {};
  const derived: { [name: string]: unknown } = {};
  for (const [name, { rule }] of Object.entries(opening.contract.derived ?? {})) {
    const text = JSON.stringify(rule);
    if (unknown.test(text) || dependsOnMissing(text, derived, opening.contract) || readsNoPeriod(text, context)) continue;
    derived[name] = evaluate(rule, { ...context, derived }, timeOf(opening));
  }
  return derived;
}

/** Checks of the contract that do not hold, in words, as far as a page can evaluate them. */
export function checkOpen(opening: Opening, words: Words, only?: Pointer): readonly SaidFault[] {
  const context = contextOf(opening);
  if (context === undefined) return [];
  const derived = deriveOpen(opening);
  return (opening.contract.checks ?? [])
    .filter(({ at, rule }) => {
      const text = JSON.stringify(rule);
      if ((only !== undefined && at !== only) || unknown.test(text)) return false;
      if (dependsOnMissing(text, derived, opening.contract) || readsMissing(text, opening.value) || readsNoPeriod(text, context)) return false;
      return !truthy(evaluate(rule, { ...context, derived }, timeOf(opening)));
    })
    .map(({ code, at }) => ({ at: at ?? "", keyword: code, message: words.label(`problems/${code}`, code) }));
}

const timeOf = ({ free }: Opening) => fixedTime(free?.offset ?? "+08:00");

/** A derived value that could not be computed makes what reads it unknown, too. */
function dependsOnMissing(rule: string, derived: object, contract: RunPart): boolean {
  return Object.keys(contract.derived ?? {}).some((name) => !(name in derived) && rule.includes(`"derived.${name}`));
}

/** Rules over fields that nobody has filled in are not broken yet. */
function readsMissing(rule: string, value: JsonObject): boolean {
  return Array.from(rule.matchAll(/"record\.([\w-]+)/g), (found) => found[1] ?? "").some((name) => value[name] === undefined);
}

/** Rules over a time that nobody has chosen yet. */
const readsNoPeriod = (rule: string, context: JsonObject) => context.period === undefined && rule.includes('"period.');

/** The rules' context; `undefined` while something that the record uses has not been chosen. */
function contextOf({ contract, value, free }: Opening): JsonObject | undefined {
  const uses: { [kind: string]: Json } = {};
  for (const rule of contract.uses ?? []) {
    const chosen = every(value, rule.at).flatMap(({ at, value: id }) => {
      const resource = free?.resources.find((one) => one.kind === rule.kind && one.id === id);
      return resource === undefined ? [] : [{ id: resource.id, resource: resource.value, units: unitsOf(rule, at, value) }];
    });
    if (rule.at.includes("*")) uses[rule.kind] = chosen;
    else if (chosen[0] !== undefined) uses[rule.kind] = chosen[0];
    else if (every(value, rule.at).length === 0) return undefined;
  }
  const period = contract.uses?.map((rule) => periodOf(rule, value, free?.offset)).find(Boolean);
  return { record: value, uses, settings: contract.settings, period: period as Json, now: free?.now, options: {} };
}

/** The period that a use asks for: a date is its whole day. */
function periodOf({ period, time }: UseRule, value: JsonObject, offset = "+08:00"): Json | undefined {
  if (typeof period === "string") return read(value, period) as Json | undefined;
  const moment = time === undefined ? undefined : read(value, time);
  if (typeof moment !== "string") return undefined;
  if (moment.length > 10) return { start: moment, end: moment };
  return { start: `${moment}T00:00:00${offset}`, end: `${fixedTime(offset).shift(moment, "P1D", 1)}T00:00:00${offset}` };
}

function unitsOf({ units, at: pattern }: UseRule, at: Pointer, value: JsonObject): Json {
  if (typeof units !== "string") return units ?? 1;
  const index = /\/(\d+)/.exec(at)?.[1];
  const pointer = index !== undefined && pattern.includes("*") ? units.replace("*", index) : units;
  return (read(value, pointer) as Json | undefined) ?? 1;
}
