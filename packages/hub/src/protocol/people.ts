import { wholeYears, type Actor, type JsonObject, type PartyView } from "@linli/contracts";
import type { Caller } from "../engine.js";
import type { Standing } from "../store/load.js";
import type { PersonRow } from "../store/rows.js";
import type { Street } from "../store/streets.js";
import { personIn } from "./scope.js";

/** People that were loaded, by id. */
export type People = ReadonlyMap<string, PersonRow>;

/** What rules may know of a person: her facts, and her age as of now. */
export function factsOf(person: PersonRow | undefined, id: string, now: string): JsonObject {
  if (person === undefined) return { id };
  const facts = Object.fromEntries(Object.entries(person.facts).map(([name, fact]) => [name, fact.value]));
  const born = facts["birthDate"];
  return {
    ...facts,
    id,
    ...(person.community === null ? {} : { community: person.community }),
    ...(person.household === null ? {} : { household: person.household }),
    ...(typeof born === "string" ? { age: wholeYears(born, now.slice(0, 10)) } : {}),
  };
}

/** The caller as an actor: her roles where she holds them in one of these units, and the units themselves. */
export function actorOf(caller: Caller, person: PersonRow | undefined, units: ReadonlySet<string>): Actor {
  const held = (personIn(caller, person)?.roles ?? []).filter(
    (role) => role.unit === undefined || role.unit === "" || units.has(role.unit),
  );
  const roles = [...new Set(held.flatMap((role) => (role.unit ? [role.role, role.unit] : [role.role])))];
  const isDevice = caller.kind === "device" || roles.includes("device");
  return { id: caller.id, roles, ...(isDevice ? { kind: "device" as const } : {}) };
}

/** In what right an actor may act for a subject, if in any that the contract allows. */
export function relationTo(
  subject: string,
  actor: Actor & { readonly household?: string | null | undefined },
  standing: Standing | undefined,
  contract: { readonly id: string; readonly behalf: readonly string[]; readonly now: string },
): "self" | "guardian" | "mandate" | "staff" | undefined {
  if (subject === actor.id || subject === actor.household) return "self";
  const { behalf } = contract;
  if (standing?.guardian === true && behalf.includes("guardian")) return "guardian";
  if (behalf.includes("mandate") && isValid(standing?.mandate, contract)) return "mandate";
  return actor.roles.some((role) => behalf.includes(role)) ? "staff" : undefined;
}

function isValid(
  mandate: Standing["mandate"] | undefined,
  contract: { readonly id: string; readonly now: string },
): boolean {
  if (mandate === null || mandate === undefined) return false;
  if (mandate.until !== null && Date.parse(mandate.until) <= Date.parse(contract.now)) return false;
  return mandate.scenarios === null || mandate.scenarios.includes(contract.id);
}

/** Somebody as others may see her. */
export function partyOf(id: string, people: People, street: Street): PartyView {
  const name =
    people.get(id)?.name ??
    street.jurisdictions.find((one) => one.id === id)?.name ??
    (id === street.id ? street.name : undefined);
  return { id, ...(name === undefined ? {} : { name }) };
}
