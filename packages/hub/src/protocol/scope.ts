import { ProblemError, type Caller, type Engine } from "../engine.js";
import type { PersonRow } from "../store/rows.js";

/** Whether a token holds for a scenario. */
export function isInScope(caller: Caller, scenario: string): boolean {
  return caller.scope === undefined || caller.scope.scenarios.includes(scenario);
}

/**
 * Refuses what lies outside the scenarios for which a token holds.
 * @throws not-permitted
 */
export function refuseOutside(caller: Caller, scenario: string | undefined): void {
  if (caller.scope !== undefined && (scenario === undefined || !isInScope(caller, scenario)))
    throw new ProblemError("not-permitted");
}

/** A person as her token lets her act: with one for some scenarios she is a resident, whatever office she holds. */
export function personIn(caller: Caller, person: PersonRow | undefined): PersonRow | undefined {
  if (caller.scope === undefined || person === undefined) return person;
  return { ...person, roles: person.roles.filter(({ role }) => role === "resident") };
}

/** Kinds of things that the scenarios of a token have to do with: what they use, what that is part of, what is looked for near by. */
export function kindsInScope(engine: Engine, scenarios: readonly string[]): ReadonlySet<string> {
  const kinds = scenarios.flatMap((id) => {
    const machine = engine.scenarios.get(id)?.machine;
    const nearest = machine?.settings["nearest"] as { readonly kinds?: readonly string[] } | undefined;
    const directory = machine?.settings["kinds"] as readonly string[] | undefined;
    return [...(machine?.contract.uses ?? []).map((use) => use.kind), ...(nearest?.kinds ?? []), ...(directory ?? [])];
  });
  const all = new Set(kinds);
  for (const kind of all) {
    const parent = engine.kinds.get(kind)?.kind.parent;
    if (parent !== undefined) all.add(parent);
  }
  return all;
}
