import { every, wholeYears, type Actor, type CastMember, type JsonObject, type Machine } from "@linli/contracts";
import { community, resourceOf, type Rehearsed, type Street } from "./street.js";

/** Somebody of the cast as an actor, where these things are used: roles that are bound to others she does not hold there. */
export function actorOf(street: Street, name: string, things: readonly string[]): Actor {
  const member = street.people[name];
  if (name === "hub" && member === undefined) return { id: "hub", roles: [], kind: "hub" };
  const kept = member?.keeps?.filter((id) => things.includes(id));
  const roles = kept?.length === 0 ? [] : [...rolesOf(member), ...(kept ?? [])];
  return { id: name, roles, ...(roles.includes("device") ? { kind: "device" as const } : {}) };
}

/** The things that a record uses, and what they are part of. */
export function thingsOf(street: Street, record: Rehearsed | undefined): readonly string[] {
  return (record?.uses ?? []).flatMap(({ kind, id }) => withParent(street, kind, id));
}

/** The things that a record names which is about to be opened, and what they are part of. */
export function thingsNamed(street: Street, machine: Machine, input: JsonObject): readonly string[] {
  return (machine.contract.uses ?? []).flatMap(({ kind, at }) =>
    every(input, at).flatMap(({ value }) => withParent(street, kind, String(value))),
  );
}

function withParent(street: Street, kind: string, id: string): readonly string[] {
  const parent = resourceOf(street, kind, id)?.parent;
  return parent === undefined ? [id] : [id, parent];
}

/** The roles that somebody of the cast holds. */
export function rolesOf(member: CastMember | undefined): readonly string[] {
  const role = member?.role ?? [];
  return typeof role === "string" ? [role] : role;
}

/** What rules may know of somebody: her facts, and her age as of now. */
export function factsOf(street: Street, name: string): JsonObject {
  const member = street.people[name];
  if (member === undefined) return { id: name };
  return personFacts(
    {
      ...member.facts,
      ...(member.birthDate === undefined ? {} : { birthDate: member.birthDate }),
      ...household(member),
      id: name,
    },
    street.now,
  );
}

/** Facts with the age that follows from the birth date. */
function personFacts(facts: JsonObject, now: string): JsonObject {
  const born = facts["birthDate"];
  return { ...facts, ...(typeof born === "string" ? { age: wholeYears(born, now.slice(0, 10)) } : {}) };
}

/** The household of somebody; who has none is one by herself. */
export function householdOf(street: Street, name: string): string {
  const member = street.people[name];
  const said = member?.household ?? member?.facts?.["household"];
  return typeof said === "string" ? said : `person:${name}`;
}

/** Whom a record of this contract is for, if somebody opens it for `person`. */
export function subjectFor(street: Street, machine: Machine, person: string): string {
  const { subject } = machine.contract.people;
  if (subject === "person") return person;
  return subject === "household" ? householdOf(street, person) : community;
}

/** In what right an actor acts for somebody; `undefined`: in none that the contract allows. */
export function relationTo(street: Street, machine: Machine, actor: Actor, person: string): string | undefined {
  if (actor.kind === "hub") return "hub";
  if (actor.id === person) return "self";
  const behalf = machine.contract.people.behalf ?? [];
  const member = street.people[person];
  if (member?.guardians?.includes(actor.id) === true && behalf.includes("guardian")) return "guardian";
  if (member?.mandates?.includes(actor.id) === true && behalf.includes("mandate")) return "mandate";
  return actor.roles.some((role) => behalf.includes(role)) ? "staff" : undefined;
}

/** Whether an actor stands for the record's subject (guardian, mandate, household), or may act on its behalf as staff. */
export function standingOf(
  street: Street,
  record: Rehearsed,
  actor: Actor,
): { readonly standsForSubject: boolean; readonly onBehalf: boolean } {
  const { subject } = record.state;
  const ofHousehold =
    record.machine.contract.people.subject === "household" && householdOf(street, actor.id) === subject;
  const right = actor.kind === undefined ? relationTo(street, record.machine, actor, subject) : undefined;
  const onBehalf = !ofHousehold && right === "staff";
  return { standsForSubject: ofHousehold || (right !== undefined && !onBehalf), onBehalf };
}

/** Everybody of the cast who holds one of these roles. */
export function holders(street: Street, roles: readonly string[]): readonly string[] {
  return Object.keys(street.people).filter((name) => rolesOf(street.people[name]).some((role) => roles.includes(role)));
}

function household(member: CastMember): JsonObject {
  return member.household === undefined ? {} : { household: member.household };
}
