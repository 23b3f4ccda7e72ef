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
  const ballot = machine.settings["ballot"] as { readonly unit: string; readonly roll: string | RollRule } | undefined;
  const voters =
    typeof ballot?.roll === "object"
      ? await byResources(plan, after, ballot.roll)
      : await byPeople(plan, after, machine.settings);
  if (voters.size === 0) throw new ProblemError("roll-empty");
  for (const [voter, weights] of voters) plan.changes.roll.push({ record: after.row.id, voter, ...weights });
  return { ...after, roll: voters.size };
}

async function byPeople(plan: Plan, { row }: WholeRecord, settings: JsonObject): Promise<ReadonlyMap<string, Weights>> {
  const ballot = settings["ballot"] as { readonly unit: string } | undefined;
  const audience = settings["audience"] as Audience | undefined;
  const named = audience?.places === undefined ? undefined : at(row.data, audience.places);
  const places = Array.isArray(named) ? named.map(String) : typeof named === "string" ? [named] : [row.community];
  const ours = places.filter(
    (place) => place === plan.street.id || plan.street.jurisdictions.some((one) => one.id === place),
  );
  // What was sent here for places of which none is a part of this street concerns all of it.
  const asked = {
    places: placesBelow(plan.street, ours.length > 0 ? ours : [plan.street.id]),
    roles: audience?.roles ?? ["resident"],
  };
  const people = (await loadInto(plan, { rollOf: asked })).rollOf ?? [];
  const fits = people.filter(({ born }) => {
    if (audience?.ages === undefined) return true;
    if (born === null) return false;
    const age = wholeYears(born, plan.now.slice(0, 10));
    return age >= (audience.ages.from ?? 0) && age <= (audience.ages.until ?? 200);
  });
  const one: Weights = { head: 1, area: 0, share: 0 };
  const byHousehold = ballot !== undefined && ballot.unit !== "actor";
  const voters = fits.map(({ id, household }) =>
    byHousehold ? `household:${household ?? `person:${id}`}` : `actor:${id}`,
  );
  const mustRead = settings["mustRead"];
  const called = typeof mustRead === "string" ? ((at(row.data, mustRead) as Json | undefined) ?? []) : [];
  return new Map(
    [...voters, ...(Array.isArray(called) ? called.map((id) => `actor:${String(id)}`) : [])].map((voter) => [
      voter,
      one,
    ]),
  );
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
