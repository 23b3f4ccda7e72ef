import type {
  Bundle,
  CastMember,
  Contract,
  Journey,
  Json,
  JsonObject,
  ResourceExample,
  ResourceKind,
} from "@linli/contracts";
import type { HubCalls, Outcome } from "./hub-calls.js";

/** The community of everybody of whom a journey says nothing else. */
const home = "ningan";

/** What a journey's street is made of. */
export interface StreetPlan {
  readonly street: string;
  readonly bundle: Bundle;
  readonly contract: Contract;
  readonly journey: Journey;
}

/**
 * Makes a street for one journey: its clock stands where the journey begins, its members are the cast, its resources
 * those that the contract's examples use, with what they are part of and with all that can be nearest.
 * @throws Error where the back end refuses any of it
 */
export async function makeStreet(calls: HubCalls, { street, bundle, contract, journey }: StreetPlan): Promise<void> {
  const cast = Object.entries(journey.cast);
  const communities = [...new Set([home, ...cast.map(([, member]) => communityOf(member))])];
  const made = calls.makeStreet({
    id: street,
    name: "宁围街道",
    zone: "Asia/Shanghai",
    phone: "0571-82600110",
    test: true,
    now: journey.clock,
    communities: communities.map((id) => ({ id, name: id })),
  });
  expectMade("the street", await made);
  for (const [id, member] of cast) expectMade(id, await calls.putMember(id, memberOf(id, member)));
  for (const [id, member] of cast)
    if (member.guardians || member.mandates)
      expectMade(id, await calls.putMember(id, { ...memberOf(id, member), ...standIns(member) }));
  for (const { kind, example } of resourcesOf(contract, bundle)) {
    const { id, name, parent, place, value } = example;
    const body = {
      id,
      kind,
      name,
      community: home,
      value,
      ...(parent === undefined ? {} : { parent }),
      ...(place === undefined ? {} : { place }),
    };
    expectMade(`${kind}/${id}`, await calls.makeResource(body as unknown as Json));
  }
}

function expectMade(what: string, outcome: Outcome<unknown>): void {
  if (outcome.problem) throw new Error(`${what} could not be made: ${JSON.stringify(outcome.problem)}`);
}

function communityOf(member: CastMember): string {
  const said = member.facts?.["community"];
  return typeof said === "string" ? said : home;
}

function memberOf(id: string, member: CastMember): JsonObject {
  const { community: _community, household, ...facts } = member.facts ?? {};
  const roles = typeof member.role === "string" ? [member.role] : member.role;
  const family = member.household ?? (typeof household === "string" ? household : undefined);
  return {
    name: member.name ?? id,
    roles: roles.flatMap((role) => member.keeps?.map((unit) => ({ role, unit })) ?? [{ role }]),
    community: communityOf(member),
    facts: { ...facts, ...(member.birthDate === undefined ? {} : { birthDate: member.birthDate }) },
    ...(family === undefined ? {} : { household: family }),
    ...(member.place === undefined ? {} : { place: { lat: member.place.lat, lon: member.place.lon } }),
  };
}

/** Who may act for a member; named only once they are members themselves. */
function standIns(member: CastMember): JsonObject {
  return {
    ...(member.guardians === undefined ? {} : { guardians: member.guardians }),
    ...(member.mandates === undefined ? {} : { mandates: member.mandates.map((holder) => ({ holder })) }),
  };
}

interface Placed {
  readonly kind: string;
  readonly example: ResourceExample;
}

/** The resource examples of a contract, parents first. */
function resourcesOf(contract: Contract, bundle: Bundle): readonly Placed[] {
  const kinds = new Map(
    bundle.kinds.map((one): readonly [string, ResourceKind] =>
      "validate" in one ? [one.kind.kind, one.kind] : [one.kind, one],
    ),
  );
  const placed = new Map<string, Placed>();
  const place = (kind: string, id: string): void => {
    const example = kinds.get(kind)?.examples.find((one) => one.id === id);
    if (example === undefined || placed.has(`${kind}/${id}`)) return;
    const parent = kinds.get(kind)?.parent;
    if (parent !== undefined && example.parent !== undefined) place(parent, example.parent);
    placed.set(`${kind}/${id}`, { kind, example });
  };
  for (const path of contract.examples.resources ?? []) place(...split(path));
  const nearest = contract.settings["nearest"] as { readonly kinds?: readonly string[] } | undefined;
  for (const kind of nearest?.kinds ?? []) for (const { id } of kinds.get(kind)?.examples ?? []) place(kind, id);
  return [...placed.values()];
}

function split(path: string): readonly [kind: string, id: string] {
  const slash = path.indexOf("/");
  return [path.slice(0, slash), path.slice(slash + 1)];
}
