import { at, every, type Json, type JsonObject } from "./json.js";
import type { Machine } from "./machine.js";
import type { Period, UseRule } from "./model.js";
import type { FindResource, Use } from "./state.js";
import { dayOf, localInstant, timeIn } from "./time.js";

/** When and where a record's uses are looked at. */
export interface UseContext {
  readonly now: string;
  readonly zone: string;
  /** The period that the record has already (a loan that was opened earlier). */
  readonly period?: Period | undefined;
}

/**
 * Which resources a record uses, how many units of each, when, and in which buckets they are counted. Resources that
 * can't be found are given with no capacity; whoever asks refuses them.
 */
export function usesOf(machine: Machine, data: JsonObject, find: FindResource, context: UseContext): readonly Use[] {
  return (machine.contract.uses ?? []).flatMap((rule) => usesOfRule(rule, machine, data, find, context));
}

/** The uses that count while a record is in a state. */
export function usesHeldIn(machine: Machine, state: string, uses: readonly Use[]): readonly Use[] {
  const rules = machine.contract.uses ?? [];
  const kinds = new Set(
    rules
      .filter((rule) => rule.capacity !== undefined && holdsIn(machine, rule, state) === true)
      .map((rule) => rule.kind),
  );
  return uses.filter((use) => kinds.has(use.kind) && use.capacity !== undefined);
}

/** Whether a use counts in a state: yes, no, or its units stay counted while its period has ended. */
export function holdsIn(machine: Machine, rule: UseRule, state: string): boolean | "used" {
  if (rule.while) return rule.while.includes(state);
  return machine.pattern.states[state]?.holds ?? false;
}

/** The record's period: of the first use that has one, else what the record already had. */
export function periodOf(
  machine: Machine,
  data: JsonObject,
  find: FindResource,
  context: UseContext,
): Period | undefined {
  for (const rule of machine.contract.uses ?? []) {
    for (const found of every(data, rule.at)) {
      const period = periodOfUse(rule, data, find(rule.kind, String(found.value))?.value, context);
      if (period) return period;
    }
  }
  return context.period;
}

function usesOfRule(
  rule: UseRule,
  machine: Machine,
  data: JsonObject,
  find: FindResource,
  context: UseContext,
): readonly Use[] {
  return every(data, rule.at).flatMap((found) => {
    if (typeof found.value !== "string") return [];
    const resource = find(rule.kind, found.value);
    const period = periodOfUse(rule, data, resource?.value, context);
    const parent = rule.parent === undefined ? undefined : at(data, rule.parent);
    const capacity = capacityOf(rule, resource?.value);
    return [
      {
        kind: rule.kind,
        id: found.value,
        units: unitsOf(rule, data, found.at),
        ...(typeof parent === "string" ? { parent } : {}),
        ...(capacity === undefined ? {} : { capacity }),
        ...(period ?? {}),
        buckets:
          capacity === undefined || capacity === "exclusive" ? [] : bucketsOf(rule, machine, period, context.zone),
      },
    ];
  });
}

function capacityOf(rule: UseRule, value: JsonObject | undefined): number | "exclusive" | undefined {
  if (rule.capacity === undefined || rule.capacity === "exclusive") return rule.capacity;
  const units = at(value, rule.capacity);
  return typeof units === "number" ? units : 0;
}

function unitsOf(rule: UseRule, data: JsonObject, found: string): number {
  if (typeof rule.units === "number" || rule.units === undefined) return rule.units ?? 1;
  const items = found.split("/");
  const pointer = rule.units
    .split("/")
    .map((part, i) => (part === "*" ? (items[i] ?? "*") : part))
    .join("/");
  const units = at(data, pointer);
  return typeof units === "number" ? units : 1;
}

function periodOfUse(
  rule: UseRule,
  data: JsonObject,
  value: JsonObject | undefined,
  context: UseContext,
): Period | undefined {
  const { period, time } = rule;
  if (typeof period === "string") return asPeriod(at(data, period));
  if (period !== undefined && "resource" in period) return asPeriod(at(value, period.resource));
  if (period !== undefined) {
    const start = context.period?.start ?? localInstant(context.now, context.zone);
    return { start, end: context.period?.end ?? timeIn(context.zone).shift(start, period.length, 1) };
  }
  const moment = time === undefined ? undefined : at(data, time);
  if (typeof moment !== "string") return undefined;
  if (moment.length === 10) return dayOf(moment, context.zone);
  return { start: moment, end: timeIn(context.zone).shift(moment, rule.bucket ?? "PT1H", 1) };
}

function asPeriod(value: unknown): Period | undefined {
  const period = value as Partial<Period> | undefined;
  return typeof period?.start === "string" && typeof period.end === "string"
    ? { start: period.start, end: period.end }
    : undefined;
}

/** Starts of the buckets that a period touches; days and slots are those of the local day. */
function bucketsOf(rule: UseRule, machine: Machine, period: Period | undefined, zone: string): readonly string[] {
  if (period === undefined) return [""];
  if (rule.bucket === "period") return [localInstant(period.start, zone)];
  const slot: Json | undefined = machine.settings["slot"];
  const length = rule.bucket ?? (typeof slot === "string" ? slot : "P1D");
  const time = timeIn(zone);
  const end = Date.parse(period.end);
  const found: string[] = [];
  let bucket = dayOf(time.date(period.start), zone).start;
  for (let guard = 0; Date.parse(bucket) < end && guard < 20_000; guard++) {
    const next = time.shift(bucket, length, 1);
    if (Date.parse(next) > Date.parse(period.start)) found.push(bucket);
    bucket = next;
  }
  return found;
}
