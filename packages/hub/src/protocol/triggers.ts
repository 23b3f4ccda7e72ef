import type { Machine, Pointer, Rule } from "@linli/contracts";
import type { Engine, Scenario } from "../engine.js";
import type { Street } from "../store/streets.js";
import { readingsOf, type ReadingRule } from "./readings-of.js";
import { machineIn } from "./street-at-hand.js";

/** What a contract says of readings that raise an alert (`settings.triggers`). */
export interface TriggerRule {
  readonly reading: string;
  readonly kind: "threshold" | "absence" | "rate";
  /** How far back sums look; absent: as long as until the next look. */
  readonly over?: string;
  readonly when: Rule;
  readonly unless?: Rule;
  /** Where in the thing stands whom it is for; absent: the community. */
  readonly for?: Pointer;
  readonly with: { readonly [field: string]: Rule };
}

/** A trigger of a scenario, and the kind of thing whose readings it looks at. */
export interface Trigger {
  /** Its name among the rules of a street: `reading:0`. */
  readonly id: string;
  readonly scenario: Scenario;
  readonly rule: TriggerRule;
  readonly kind: string;
  readonly reading: ReadingRule;
}

/** How often things are looked at that do not say how often they measure. */
const every = "PT10M";

/** The triggers of a scenario as a street runs it. */
export function triggersOf(engine: Engine, street: Street, scenario: Scenario): readonly Trigger[] {
  const machine: Machine = machineIn(engine, street, scenario);
  const rules = (machine.settings["triggers"] ?? []) as unknown as readonly TriggerRule[];
  return rules.flatMap((rule, i) => {
    for (const { kind } of machine.contract.uses ?? []) {
      const known = engine.kinds.get(kind);
      const reading = known === undefined ? undefined : readingsOf(known.kind)[rule.reading];
      if (reading !== undefined) return [{ id: `reading:${i}`, scenario, rule, kind, reading: { every, ...reading } }];
    }
    return [];
  });
}

/** The trigger of a scenario that a rule of the street names; `undefined`: it names none. */
export function triggerNamed(engine: Engine, street: Street, scenario: Scenario, name: string): Trigger | undefined {
  return name.startsWith("reading:") ? triggersOf(engine, street, scenario).find(({ id }) => id === name) : undefined;
}
