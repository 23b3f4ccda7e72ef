import type { Page } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { holdsOffice } from "../protocol/may-manage.js";
import { colleagueView, memberView } from "../protocol/member-view.js";
import { streetToRead } from "../protocol/street-at-hand.js";
import { inStreet } from "../store/in-street.js";
import { listMemberRows, readPeople } from "../store/members.js";
import type { MemberView } from "./put-member.js";

/** Whether somebody works in the street, beside living there. */
const worksHere = (roles: readonly { readonly role: string }[] = []) =>
  roles.some(({ role }) => role !== "resident" && role !== "device");

/**
 * Lists members by id, all or those of a role; those whom the caller's office covers. Who works in the street without an
 * office sees who else does, so that a canteen can choose a courier: name and roles, no more.
 * @throws not-found, not-permitted
 */
export async function listMembers(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly role?: string; readonly after?: string; readonly limit?: number },
): Promise<Page<MemberView>> {
  const street = await streetToRead(engine, input.street);
  const limit = input.limit ?? 50;
  return inStreet(engine.database, street.id, async (query) => {
    const person = (await readPeople(query, street.id, [caller.id]))[caller.id];
    const isOffice = caller.operator === true || holdsOffice(person, street);
    if (!isOffice && !worksHere(person?.roles)) throw new ProblemError("not-permitted");
    const rows = await listMemberRows(query, street.id, { role: input.role, after: input.after, limit });
    const last = rows.at(-1)?.id;
    const next = rows.length < limit || last === undefined ? {} : { next: last };
    if (!isOffice) return { items: rows.filter(({ roles }) => worksHere(roles)).map(colleagueView), ...next };
    const shown = rows.filter(
      (row) => caller.operator === true || row.community === null || holdsOffice(person, street, row.community),
    );
    return { items: shown.map(memberView), ...next };
  });
}
