import { at, sameJson, type JsonObject } from "./json.js";
import type { Machine } from "./machine.js";
import type { Period } from "./model.js";
import type { Changes, Facts, RecordState, Use } from "./state.js";
import { holdsIn, usesHeldIn, usesOf } from "./uses.js";

/** What becomes of a record's reservations when it goes where a draft says; it follows from the states alone. */
export function holdingAfter(
  machine: Machine,
  record: RecordState | undefined,
  draft: { readonly to: string; readonly uses: readonly Use[]; readonly period?: Period | undefined },
  facts: Pick<Facts, "resources" | "now" | "zone">,
): Changes["holding"] {
  const held = record === undefined ? [] : heldBy(machine, record, facts);
  const holds = usesHeldIn(machine, draft.to, draft.uses);
  if (holds.length > 0) {
    if (held.length === 0) return { kind: "reserve", uses: holds };
    return sameJson(held.map(asked), holds.map(asked)) ? undefined : { kind: "move", uses: holds };
  }
  if (held.length === 0) return undefined;
  // A use that says itself in which states it holds is given back in all others.
  const used = (machine.contract.uses ?? []).some(
    (rule) => rule.capacity !== undefined && holdsIn(machine, rule, draft.to) === "used",
  );
  return { kind: used ? "consume" : "release" };
}

/** The problem of uses that can't be had, if nobody says it more exactly. */
export function problemOfUses(uses: readonly Use[]): string {
  return uses.some((use) => use.capacity === "exclusive") ? "period-taken" : "full";
}

/** The field of the record at which a problem of its uses is shown. */
export function whereUses(machine: Machine, data: JsonObject): { readonly at?: string } {
  const [first] = machine.contract.uses ?? [];
  const pointer = typeof first?.period === "string" ? first.period : (first?.time ?? first?.at);
  return pointer === undefined || at(data, pointer) === undefined ? {} : { at: pointer };
}

/** Whether flags make the record's clocks stand still. */
export function isPaused(machine: Machine, flags: readonly string[]): boolean {
  return flags.some((flag) => machine.pattern.flags[flag]?.stopsClocks === true);
}

function heldBy(
  machine: Machine,
  record: RecordState,
  facts: Pick<Facts, "resources" | "now" | "zone">,
): readonly Use[] {
  const when = { now: facts.now, zone: facts.zone, period: record.period };
  return usesHeldIn(machine, record.state, usesOf(machine, record.data, facts.resources, when));
}

// What a resource can take may have changed since; that alone moves nothing.
function asked({ kind, id, units, start, end }: Use): unknown {
  return { kind, id, units, start, end };
}
