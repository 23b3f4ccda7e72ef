import { at, wholeYears } from "@linli/contracts";
import { ProblemError } from "../../engine.js";
import type { WholeRecord } from "../../store/rows.js";
import type { Decided } from "../apply.js";
import { loadInto, type Plan } from "../plan.js";

interface Audience {
  readonly places?: string;
  readonly roles?: readonly string[];
  readonly ages?: { readonly from?: number; readonly until?: number };
}

/**
 * Writes down who is on the record's roll now: the residents of its community one by one or by household, or the audience
 * of a notice.
 * @throws roll-empty
 */
export async function freezeRoll(plan: Plan, { machine }: Decided, after: WholeRecord): Promise<WholeRecord> {
  const { row } = after;
  const ballot = machine.settings["ballot"] as { readonly unit: string } | undefined;
  const audience = machine.settings["audience"] as Audience | undefined;
  const named = audience?.places === undefined ? undefined : at(row.data, audience.places);
  const places = Array.isArray(named) ? named.map(String) : typeof named === "string" ? [named] : [row.community];
  const { people = [] } = { people: (await loadInto(plan, { rollOf: { places: below(plan, places), roles: audience?.roles ?? ["resident"] } })).rollOf ?? [] };
  const fits = people.filter(({ born }) => {
    if (audience?.ages === undefined) return true;
    if (born === null) return false;
    const age = wholeYears(born, plan.now.slice(0, 10));
    return age >= (audience.ages.from ?? 0) && age <= (audience.ages.until ?? 200);
  });
  const voters = new Set(
    fits.map((person) => (ballot === undefined || ballot.unit === "actor" ? `actor:${person.id}` : `household:${person.household ?? `person:${person.id}`}`)),
  );
  if (voters.size === 0) throw new ProblemError("roll-empty");
  for (const voter of voters) plan.changes.roll.push({ record: row.id, voter, head: 1, area: 0, share: 0 });
  return { ...after, roll: voters.size };
}

/** Places of the tree with all that lies below them. */
function below(plan: Plan, places: readonly string[]): readonly string[] {
  const found = new Set(places);
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const { id, parent } of plan.street.jurisdictions) if (parent !== null && found.has(parent)) found.add(id);
  }
  return [...found];
}
