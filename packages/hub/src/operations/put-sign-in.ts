import { ProblemError, type Caller, type Engine } from "../engine.js";
import { governs, holdsOffice } from "../protocol/may-manage.js";
import { noteEvent } from "../protocol/note-event.js";
import { phoneNumber } from "../protocol/phone-number.js";
import { nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { uuid4 } from "../protocol/uuid.js";
import { addLogin, findByMember, findByPhone, joinStreet, leaveStreet, speakForIdentity } from "../store/identity.js";
import { inStreet } from "../store/in-street.js";
import { readMember, readPeople } from "../store/members.js";
import type { PersonRow } from "../store/rows.js";
import type { Street } from "../store/streets.js";

/** Whether a member can sign in, and with which number, as far as staff may see it. */
export interface SignInView {
  readonly member: string;
  /** `138****5678`; absent: she can't sign in. */
  readonly phone?: string;
}

/**
 * Lets a member sign in with a telephone number, or no longer. Whoever has that number in another street is the same person
 * here from now on. Officials of the street may; community staff for those of their own community who hold no office.
 * @throws not-found, not-permitted, invalid (no mobile number)
 */
export async function putSignIn(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly member: string; readonly phone?: string },
): Promise<SignInView> {
  const street = await streetToRead(engine, input.street);
  const phone = input.phone === undefined ? undefined : phoneNumber(input.phone);
  if (input.phone !== undefined && phone === undefined)
    throw new ProblemError("invalid", { faults: [{ at: "/phone", keyword: "format", limit: "mobile" }] });
  const since = nowIn(engine, street);
  return inStreet(engine.database, street.id, async (query) => {
    const person = (await readPeople(query, street.id, [caller.id]))[caller.id];
    const member = await readMember(query, street.id, input.member);
    if (caller.operator !== true && !mayLetIn(person, member, street)) throw new ProblemError("not-permitted");
    if (member === undefined) throw new ProblemError("not-found");
    await speakForIdentity(query);
    const before = await findByMember(query, street.id, member.id);
    if (phone === before?.phone) return view(member.id, phone);
    if (phone === undefined) await leaveStreet(query, street.id, member.id);
    else {
      const login = { id: uuid4(engine), phone, name: member.name, operator: false, made: since };
      await addLogin(query, login);
      const found = await findByPhone(query, phone);
      await joinStreet(query, { login: found?.id ?? login.id, street: street.id, member: member.id, since });
    }
    await noteEvent(engine, query, street, {
      type: phone === undefined ? "member.sign-in-taken" : "member.sign-in-given",
      payload: { member: member.id, by: caller.id, as: ["handler"], told: [member.id] },
    });
    return view(member.id, phone);
  });
}

function mayLetIn(
  person: PersonRow | undefined,
  member: Pick<PersonRow, "roles" | "community"> | undefined,
  street: Street,
): boolean {
  if (governs(person, street.id)) return true;
  if (member === undefined) return false;
  const isPlain = member.roles.every(({ role }) => role === "resident");
  return isPlain && member.community !== null && holdsOffice(person, street, member.community);
}

function view(member: string, phone: string | undefined): SignInView {
  return {
    member,
    ...(phone === undefined ? {} : { phone: phone.replace(/^\+86/, "").replace(/(\d{3})\d+(\d{4})$/, "$1****$2") }),
  };
}
