import type { Database } from "../database.js";
import { phoneNumber } from "../protocol/phone-number.js";
import { dropSignedIn } from "../store/artifacts.js";
import { addLogin, disableLogin, findByPhone, inIdentity, setOperator } from "../store/identity.js";

/** Who keeps a hub running, and belongs to no street. */
export interface NewLogin {
  readonly phone: string;
  readonly name: string;
  /** May make streets, and change everything in them. */
  readonly operator: boolean;
}

/**
 * Lets somebody sign in who is no street's member: an operator. A number that is known already stays who it was.
 * @returns The id of the login.
 * @throws Error where the number is none
 */
export async function admitLogin(database: Database, login: NewLogin, made: string): Promise<string> {
  const phone = numberOf(login.phone);
  return inIdentity(database, async (query) => {
    await addLogin(query, { id: crypto.randomUUID(), phone, name: login.name, operator: login.operator, made });
    const found = await findByPhone(query, phone);
    if (found === undefined) throw new Error("The login is gone again.");
    if (found.operator !== login.operator) await setOperator(query, found.id, login.operator);
    return found.id;
  });
}

/**
 * Shuts somebody out, or lets her in again: she is signed out everywhere, her tokens end within ten minutes.
 * @returns Whether somebody has that number.
 */
export async function shutOut(database: Database, phone: string, how: "out" | "in"): Promise<boolean> {
  const number = numberOf(phone);
  return inIdentity(database, async (query) => {
    const found = await findByPhone(query, number);
    if (found === undefined) return false;
    await disableLogin(query, found.id, how === "out");
    if (how === "out") await dropSignedIn(query, found.id);
    return true;
  });
}

function numberOf(phone: string): string {
  const number = phoneNumber(phone);
  if (number === undefined) throw new Error(`"${phone}" is no mobile number.`);
  return number;
}
