import { at, wholeYears, type Json, type JsonObject } from "@linli/contracts";
import { ProblemError } from "../../engine.js";
import type { WholeRecord } from "../../store/rows.js";
import type { Decided } from "../apply.js";
import { loadInto, type Plan } from "../plan.js";
import { placesBelow } from "../units-of.js";

interface Audience {
  readonly places?: string;
  readonly roles?: readonly string[];
  readonly ages?: { readonly from?: number; readonly until?: number };
}

/** Who has a say through a resource: owners through their houses. */
interface RollRule {
  readonly kind: string;
  readonly of?: string;
  readonly voter: string;
  readonly area?: string;
  readonly share?: string;
}

/** Who has a say: residents, holders of a role, those whom the record names, or whoever has it through a resource. */
type Roll = string | RollRule | { readonly roles: readonly string[] } | { readonly named: string };

interface Weights {
  readonly head: number;
  readonly area: number;
  readonly share: number;
}

/** Areas and shares have at most four decimals; a roll keeps them as whole numbers of these. */
const fine = 10_000;

/**
 * Writes down who is on the record's roll now, with what weight: owners through what they own, the residents of its
 * community one by one or by household, or the audience of a notice and those whom it names.
 * @throws roll-empty
 */
export async function freezeRoll(plan: Plan, { machine }: Decided, after: WholeRecord): Promise<WholeRecord> {
  const ballot = machine.settings["ballot"] as { readonly unit: string; readonly roll: Roll } | undefined;
  const roll = ballot?.roll;
  const voters =
    typeof roll === "object" && "kind" in roll
      ? await byResources(plan, after, roll)
      : typeof roll === "object" && "named" in roll
        ? await byName(plan, after, { named: roll.named, unit: ballot?.unit ?? "actor" })
        : await byPeople(plan, after, machine.settings);
  if (voters.size === 0) throw new ProblemError("roll-empty");
  for (const [voter, weights] of voters) plan.changes.roll.push({ record: after.row.id, voter, ...weights });
  return { ...after, roll: voters.size };
}

async function byPeople(plan: Plan, { row }: WholeRecord, settings: JsonObject): Promise<ReadonlyMap<string, Weights>> {
  const ballot = settings["ballot"] as { readonly unit: string; readonly roll: Roll } | undefined;
  const held = typeof ballot?.roll === "object" && "roles" in ballot.roll ? ballot.roll.roles : undefined;
  const audience = settings["audience"] as Audience | undefined;
  const named = audience?.places === undefined ? undefined : at(row.data, audience.places);
  const places = Array.isArray(named) ? named.map(String) : typeof named === "string" ? [named] : [row.community];
  const ours = places.filter(
    (place) => place === plan.street.id || plan.street.jurisdictions.some((one) => one.id === place),
  );
  // What was sent here for places of which none is a part of this street concerns all of it.
  const asked = {
    places: placesBelow(plan.street, ours.length > 0 ? ours : [plan.street.id]),
    roles: held ?? audience?.roles ?? ["resident"],
  };
  const people = (await loadInto(plan, { rollOf: asked })).rollOf ?? [];
  const fits = people.filter(({ born }) => {
    if (audience?.ages === undefined) return true;
    if (born === null) return false;
    const age = wholeYears(born, plan.now.slice(0, 10));
    return age >= (audience.ages.from ?? 0) && age <= (audience.ages.until ?? 200);
  });
  const one: Weights = { head: 1, area: 0, share: 0 };
  const voters = fits.map(({ id, household }) => voterOf(ballot?.unit ?? "actor", id, household));
  const mustRead = settings["mustRead"];
  const called = typeof mustRead === "string" ? ((at(row.data, mustRead) as Json | undefined) ?? []) : [];
  return new Map(
    [...voters, ...(Array.isArray(called) ? called.map((id) => `actor:${String(id)}`) : [])].map((voter) => [
      voter,
      one,
    ]),
  );
}

async function byName(
  plan: Plan,
  { row }: WholeRecord,
  { named, unit }: { readonly named: string; readonly unit: string },
): Promise<ReadonlyMap<string, Weights>> {
  const found = at(row.data, named);
  const ids = Array.isArray(found) ? found.map(String) : typeof found === "string" ? [found] : [];
  const known = ids.filter((id) => !plan.people.has(id));
  if (known.length > 0) await loadInto(plan, { people: known });
  return new Map(
    ids.map((id) => [voterOf(unit, id, plan.people.get(id)?.household ?? null), { head: 1, area: 0, share: 0 }]),
  );
}

/** Who votes as one: somebody, or her household. */
function voterOf(unit: string, id: string, household: string | null): string {
  return unit === "actor" ? `actor:${id}` : `household:${household ?? `person:${id}`}`;
}

/** Who has it through several is one head. */
async function byResources(plan: Plan, { row }: WholeRecord, rule: RollRule): Promise<ReadonlyMap<string, Weights>> {
  const parent = rule.of === undefined ? undefined : at(row.data, rule.of);
  const asked = {
    kind: rule.kind,
    ...(typeof parent === "string" ? { parent } : { places: placesBelow(plan.street, [row.community]) }),
  };
  const values = (await loadInto(plan, { valuesOf: asked })).valuesOf ?? [];
  const voters = new Map<string, Weights>();
  const weight = (value: JsonObject, pointer: string | undefined) => {
    const found = pointer === undefined ? undefined : at(value, pointer);
    return typeof found === "number" ? Math.round(found * fine) : 0;
  };
  for (const value of values) {
    const voter = at(value, rule.voter);
    if (typeof voter !== "string") continue;
    const before = voters.get(`actor:${voter}`) ?? { head: 1, area: 0, share: 0 };
    voters.set(`actor:${voter}`, {
      head: 1,
      area: before.area + weight(value, rule.area),
      share: before.share + weight(value, rule.share),
    });
  }
  return voters;
}
