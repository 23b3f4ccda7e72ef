import { at, type JsonObject } from "./json.js";
import type { Machine } from "./machine.js";
import type { Period, Relation } from "./model.js";
import { spoken } from "./relations.js";
import type { Context } from "./rules.js";
import type { Act, Facts, RecordState, Use } from "./state.js";

/** A record as rules read it after an act. */
export interface ContextParts {
  readonly as: readonly Relation[];
  readonly data: JsonObject;
  readonly derived: JsonObject;
  readonly period?: Period | undefined;
  readonly uses: readonly Use[];
}

/** The closed context of rules: see the vocabulary for what each name holds. */
export function contextOf(
  machine: Machine,
  record: RecordState | undefined,
  act: Act,
  facts: Facts,
  parts: ContextParts,
): Context {
  return {
    has: machine.has,
    settings: machine.settings,
    parameters: machine.parameters,
    options: act.options ?? {},
    now: facts.now,
    id: record?.id,
    state: record?.state,
    flags: record?.flags ?? [],
    entered: record?.entered,
    validUntil: record?.validUntil,
    before: { period: record?.period },
    period: parts.period,
    record: parts.data,
    derived: parts.derived,
    input: record === undefined ? {} : (act.input ?? {}),
    as: spoken(parts.as),
    opener: facts.opener ?? { id: record?.opener ?? act.actor.id },
    subject: facts.subject ?? { id: record?.subject },
    actor: facts.actor ?? { id: act.actor.id },
    relation: facts.relation,
    place: facts.place ?? placeOf(machine, parts.data, parts.uses, facts),
    uses: { free: facts.uses.free, waiting: facts.uses.waiting, ...usesByKind(machine, parts.uses, facts) },
    stages: record?.stages ?? {},
    children: record?.children ?? {},
    done: Object.fromEntries(Object.keys(machine.pattern.actions).map((name) => [name, record?.done[name] ?? 0])),
    roll: facts.roll,
    tally: facts.tally,
    facts: facts.facts,
  };
}

/** Where a record is: its first field of type place or point, else where what it uses is. */
export function placeOf(
  machine: Machine,
  data: JsonObject,
  uses: readonly Use[],
  facts: Pick<Facts, "resources">,
): { readonly lat: number; readonly lon: number } | undefined {
  for (const name of Object.keys((machine.contract.record["properties"] ?? {}) as JsonObject)) {
    const found = pointIn(at(data, `/${name}`));
    if (found) return found;
  }
  for (const use of uses) {
    const place = facts.resources(use.kind, use.id)?.place;
    if (place) return place;
  }
  return undefined;
}

function pointIn(value: unknown): { readonly lat: number; readonly lon: number } | undefined {
  const place = value as { readonly lat?: unknown; readonly lon?: unknown; readonly point?: unknown } | undefined;
  if (typeof place !== "object" || place === null) return undefined;
  if (typeof place.lat === "number" && typeof place.lon === "number") return { lat: place.lat, lon: place.lon };
  return place.point === undefined ? undefined : pointIn(place.point);
}

function usesByKind(machine: Machine, uses: readonly Use[], facts: Facts): Context {
  const kinds = new Map<string, object | object[]>();
  for (const rule of machine.contract.uses ?? []) {
    const found = uses
      .filter((use) => use.kind === rule.kind)
      .map((use) => {
        const resource = facts.resources(use.kind, use.id);
        return { id: use.id, units: use.units, resource: resource?.value, place: resource?.place };
      });
    const [first] = found;
    if (rule.at.includes("*")) kinds.set(rule.kind, found);
    else if (first !== undefined) kinds.set(rule.kind, first);
  }
  return Object.fromEntries(kinds);
}
