import type { Fault, Json, JsonObject } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { governs, holdsOffice } from "../protocol/may-manage.js";
import { sealFacts } from "../protocol/seal-facts.js";
import { memberView } from "../protocol/member-view.js";
import { nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { inStreet } from "../store/in-street.js";
import { readMember, readPeople, writeMember, type MemberRow } from "../store/members.js";
import type { AssertedFact, PersonRow } from "../store/rows.js";

/** A member as somebody enters her. */
export interface MemberInput {
  readonly name: string;
  readonly roles: readonly { readonly role: string; readonly unit?: string }[];
  readonly community?: string;
  readonly household?: string;
  /** Facts of common.json (birthDate, residence …); kept with who asserted them and when. `null` takes one away. */
  readonly facts?: JsonObject;
  /** Absent: as they are. */
  readonly guardians?: readonly string[];
  /** Absent: as they are. */
  readonly mandates?: readonly {
    readonly holder: string;
    readonly scenarios?: readonly string[];
    readonly until?: string;
  }[];
  readonly place?: { readonly lat: number; readonly lon: number };
}

/** A member as staff see her. */
export interface MemberView {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly { readonly role: string; readonly unit?: string }[];
  readonly community?: string;
  readonly household?: string;
  readonly facts: { readonly [fact: string]: { readonly value: Json; readonly by: string; readonly at: string } };
  readonly guardians: readonly string[];
  readonly mandates: readonly {
    readonly holder: string;
    readonly scenarios?: readonly string[];
    readonly until?: string;
  }[];
}

/**
 * Enters or changes a member. Operators and officials of the street may give any role; community staff only `resident`, in
 * their own communities, and can't take other roles away.
 * @throws not-found, not-permitted, invalid
 */
export async function putMember(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly id: string; readonly member: MemberInput },
): Promise<MemberView> {
  const street = await streetToRead(engine, input.street);
  const { id, member } = input;
  const now = nowIn(engine, street);
  const faults = faultsOf(
    engine,
    member,
    (unit) => unit === street.id || street.jurisdictions.some((one) => one.id === unit),
  );
  if (faults.length > 0) throw new ProblemError("invalid", { faults });
  const written = await inStreet(engine.database, street.id, async (query) => {
    const [people, before] = [await readPeople(query, street.id, [caller.id]), await readMember(query, street.id, id)];
    if (
      caller.operator !== true &&
      !mayWrite(people[caller.id], street.id, {
        before,
        member,
        covers: (unit) => holdsOffice(people[caller.id], street, unit),
      })
    )
      throw new ProblemError("not-permitted");
    const facts = factsAfter(before, member, { by: caller.id, at: now });
    await writeMember(query, street.id, {
      id,
      name: member.name,
      roles: member.roles,
      community: member.community ?? null,
      household: member.household ?? null,
      facts: await sealFacts(engine, street.id, facts),
      lat: member.place?.lat ?? null,
      lon: member.place?.lon ?? null,
      guardians: member.guardians ?? before?.guardians ?? [],
      mandates:
        member.mandates?.map(({ holder, scenarios, until }) => ({
          holder,
          scenarios: scenarios ?? null,
          until: until ?? null,
        })) ??
        before?.mandates ??
        [],
    });
    return (await readMember(query, street.id, id)) as MemberRow;
  });
  engine.cache.people.set(`${street.id}/${id}`, written);
  return memberView(written);
}

function faultsOf(engine: Engine, member: MemberInput, isUnit: (unit: string) => boolean): readonly Fault[] {
  const roles = member.roles.flatMap(({ role }, i): readonly Fault[] =>
    role in engine.bundle.roles ? [] : [{ at: `/roles/${i}/role`, keyword: "enum" }],
  );
  const community: readonly Fault[] =
    member.community === undefined || isUnit(member.community) ? [] : [{ at: "/community", keyword: "community" }];
  const { facts } = engine;
  const known = Object.fromEntries(Object.entries(member.facts ?? {}).filter(([, value]) => value !== null));
  return [...roles, ...community, ...facts(known).map((fault) => ({ ...fault, at: `/facts${fault.at}` }))];
}

function mayWrite(
  person: PersonRow | undefined,
  street: string,
  asked: {
    readonly before: MemberRow | undefined;
    readonly member: MemberInput;
    readonly covers: (community: string) => boolean;
  },
): boolean {
  if (governs(person, street)) return true;
  const { before, member, covers } = asked;
  const isPlain = (roles: readonly { readonly role: string }[]) => roles.every(({ role }) => role === "resident");
  const communities = [member.community, before?.community ?? undefined].filter(
    (one): one is string => one !== undefined,
  );
  return communities.length > 0 && communities.every(covers) && isPlain(member.roles) && isPlain(before?.roles ?? []);
}

/** Facts that are said again the same keep who asserted them first. */
function factsAfter(
  before: MemberRow | undefined,
  member: MemberInput,
  assertion: { readonly by: string; readonly at: string },
): { readonly [fact: string]: AssertedFact } {
  const after: { [fact: string]: AssertedFact } = { ...before?.facts };
  for (const [name, value] of Object.entries(member.facts ?? {})) {
    if (value === null || value === undefined) delete after[name];
    else if (JSON.stringify(after[name]?.value) !== JSON.stringify(value)) after[name] = { value, ...assertion };
  }
  return after;
}
