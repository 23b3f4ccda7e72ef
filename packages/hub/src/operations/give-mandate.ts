import { localInstant, wholeYears } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { governs, holdsOffice } from "../protocol/may-manage.js";
import { noteEvent } from "../protocol/note-event.js";
import { phoneNumber } from "../protocol/phone-number.js";
import { nowIn, streetToRead } from "../protocol/street-at-hand.js";
import type { Query } from "../database.js";
import { inStreet } from "../store/in-street.js";
import { dropMandate, mandatesOf, memberByPhone, writeMandate, type NamedMandate } from "../store/mandates.js";
import { readPeople } from "../store/members.js";
import type { PersonRow } from "../store/rows.js";
import type { Street } from "../store/streets.js";

/** A mandate as somebody gives it: the holder by id, or by a telephone number and the name that belongs to it. */
export interface MandateInput {
  readonly holder?: string;
  readonly phone?: string;
  readonly name?: string;
  /** What she may do; absent: whatever the contracts let a holder do. */
  readonly scenarios?: readonly string[];
  /** Until when; a year from now at most. */
  readonly until: string;
  /** Who gives it, where staff enter what she has said at the counter; absent: the caller. */
  readonly subject?: string;
}

/** Somebody who may act for another: who for whom, what for, until when. */
export interface MandateView {
  readonly subject: { readonly id: string; readonly name?: string };
  readonly holder: { readonly id: string; readonly name?: string };
  readonly scenarios?: readonly string[];
  readonly until?: string;
}

const longest = 366 * 86_400_000;
const ofAge = 18;

/**
 * Lists the mandates that the caller has given and those that she holds; those that have run out are not shown.
 * @throws not-found
 */
export async function listMandates(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string },
): Promise<{ readonly items: readonly MandateView[] }> {
  const street = await streetToRead(engine, input.street);
  const now = Date.parse(nowIn(engine, street));
  const found = await inStreet(engine.database, street.id, (query) => mandatesOf(query, street.id, caller.id));
  const living = found.filter(({ until }) => until === null || Date.parse(until) > now);
  return { items: living.map((one) => view(street, one)) };
}

/**
 * Lets somebody act for the caller, in some scenarios, until a day; staff may enter what a resident of theirs has said. Both
 * are told, and it stands in the street's chain who gave it and who entered it.
 * @throws not-found, not-permitted (no member, under age, or somebody else's to give), unknown-actor (no such holder), invalid
 */
export async function giveMandate(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly mandate: MandateInput },
): Promise<MandateView> {
  const street = await streetToRead(engine, input.street);
  const { mandate } = input;
  const now = nowIn(engine, street);
  const faults = [
    ...(mandate.scenarios ?? []).flatMap((id, i) =>
      engine.scenarios.has(id) ? [] : [{ at: `/scenarios/${i}`, keyword: "enum" }],
    ),
    ...untilFaults(mandate.until, now),
  ];
  if (faults.length > 0) throw new ProblemError("invalid", { faults });
  return inStreet(engine.database, street.id, async (query) => {
    const subject = mandate.subject ?? caller.id;
    const holder = await holderOf(query, street.id, mandate);
    const people = await readPeople(query, street.id, [caller.id, subject, ...(holder === undefined ? [] : [holder])]);
    const giver = people[subject];
    if (giver === undefined || !mayGive(people[caller.id], giver, { street, caller, now }))
      throw new ProblemError("not-permitted");
    if (holder === undefined || people[holder] === undefined || holder === subject)
      throw new ProblemError("unknown-actor", { at: mandate.holder === undefined ? "/phone" : "/holder" });
    const row = { subject, holder, scenarios: mandate.scenarios ?? null, until: mandate.until };
    await writeMandate(query, street.id, row);
    await note(engine, query, { street, caller, row, type: "mandate.given" });
    return view(street, { ...row, subjectName: giver.name, holderName: people[holder].name });
  });
}

/**
 * Takes a mandate back: who gave it may, at any time, who holds it, and staff who answer for her who gave it. From then on the
 * holder can do nothing more in her name.
 * @throws not-found (no such mandate), not-permitted
 */
export async function revokeMandate(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly subject: string; readonly holder: string },
): Promise<{ readonly items: readonly MandateView[] }> {
  const street = await streetToRead(engine, input.street);
  const { subject, holder } = input;
  await inStreet(engine.database, street.id, async (query) => {
    const people = await readPeople(query, street.id, [caller.id, subject]);
    const isParty = caller.id === subject || caller.id === holder;
    const isStaff = caller.operator === true || answersFor(people[caller.id], people[subject], street);
    if (!isParty && !isStaff) throw new ProblemError("not-permitted");
    if (!(await dropMandate(query, street.id, subject, holder))) throw new ProblemError("not-found");
    const row = { subject, holder, scenarios: null, until: null };
    await note(engine, query, { street, caller, row, type: "mandate.revoked" });
  });
  return listMandates(engine, caller, { street: street.id });
}

function holderOf(query: Query, street: string, { holder, phone, name }: MandateInput): Promise<string | undefined> {
  if (holder !== undefined) return Promise.resolve(holder);
  const number = phoneNumber(phone ?? "");
  if (number === undefined || name === undefined) return Promise.resolve(undefined);
  return memberByPhone(query, street, { phone: number, name: name.trim() });
}

function untilFaults(until: string, now: string) {
  const ahead = Date.parse(until) - Date.parse(now);
  if (ahead <= 0) return [{ at: "/until", keyword: "minimum", limit: now }];
  return ahead > longest ? [{ at: "/until", keyword: "maximum", limit: "P1Y" }] : [];
}

/** Whoever is of age gives for herself; for somebody else nobody but staff who answer for her. A child has guardians. */
function mayGive(
  person: PersonRow | undefined,
  giver: PersonRow,
  { street, caller, now }: { readonly street: Street; readonly caller: Caller; readonly now: string },
): boolean {
  if (giver.roles.some(({ role }) => role === "device")) return false;
  const born = giver.facts["birthDate"]?.value;
  if (typeof born === "string" && wholeYears(born, now.slice(0, 10)) < ofAge) return false;
  return giver.id === caller.id || caller.operator === true || answersFor(person, giver, street);
}

function answersFor(person: PersonRow | undefined, resident: PersonRow | undefined, street: Street): boolean {
  if (governs(person, street.id)) return true;
  const community = resident?.community ?? undefined;
  return community !== undefined && holdsOffice(person, street, community);
}

async function note(
  engine: Engine,
  query: Query,
  done: {
    readonly street: Street;
    readonly caller: Caller;
    readonly row: Pick<NamedMandate, "subject" | "holder" | "scenarios" | "until">;
    readonly type: "mandate.given" | "mandate.revoked";
  },
): Promise<void> {
  const { subject, holder, scenarios, until } = done.row;
  await noteEvent(engine, query, done.street, {
    type: done.type,
    payload: {
      subject,
      holder,
      ...(scenarios === null ? {} : { scenarios }),
      ...(until === null ? {} : { until }),
      by: done.caller.id,
      as: [done.caller.id === subject ? "subject" : "handler"],
      told: [subject, holder],
    },
  });
}

function view(street: Street, one: NamedMandate): MandateView {
  const named = (id: string, name: string | null) => ({ id, ...(name === null ? {} : { name }) });
  return {
    subject: named(one.subject, one.subjectName),
    holder: named(one.holder, one.holderName),
    ...(one.scenarios === null ? {} : { scenarios: one.scenarios }),
    ...(one.until === null ? {} : { until: localInstant(one.until, street.zone) }),
  };
}
