import type { Page } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { holdsOffice } from "../protocol/may-manage.js";
import { memberView } from "../protocol/member-view.js";
import { streetToRead } from "../protocol/street-at-hand.js";
import { inStreet } from "../store/in-street.js";
import { listMemberRows, readPeople } from "../store/members.js";
import type { MemberView } from "./put-member.js";

/**
 * Lists members by id, all or those of a role; those whom the caller's office covers.
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
    if (caller.operator !== true && !holdsOffice(person, street)) throw new ProblemError("not-permitted");
    const rows = await listMemberRows(query, street.id, { role: input.role, after: input.after, limit });
    const shown = rows.filter((row) => caller.operator === true || row.community === null || holdsOffice(person, street, row.community));
    const last = rows.at(-1)?.id;
    return { items: shown.map(memberView), ...(rows.length < limit || last === undefined ? {} : { next: last }) };
  });
}
