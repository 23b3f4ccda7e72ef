import { findByPhone, inIdentity, setSecret, type LoginRow } from "../store/identity.js";
import type { IdentityContext } from "./context.js";
import { hashPassword, isCurrentHash, isPassword } from "./password.js";
import { isTooMany, isUsedUp } from "./throttle.js";

/**
 * Tries a password. Neither the answer nor how long it takes says whether somebody has that number, or a password.
 */
export async function tryPassword(
  { database, clock, seal }: IdentityContext,
  asked: { readonly phone: string; readonly password: string; readonly address: string },
): Promise<{ readonly login: LoginRow } | { readonly refused: "wrong" | "too-many" }> {
  const { phone, password } = asked;
  const now = clock();
  const [number, address] = [await seal.hash(phone), await seal.hash(asked.address)];
  const { login, usedUp } = await inIdentity(database, async (query) => ({
    login: await findByPhone(query, phone),
    usedUp:
      (await isUsedUp(query, "password-wrong", number, now)) ||
      (await isUsedUp(query, "password-address", address, now)),
  }));
  if (usedUp) return { refused: "too-many" };
  const isRight = (await isPassword(password, login?.secret)) && login?.disabled === false;
  return inIdentity(database, async (query) => {
    if (!isRight || login === undefined) {
      await isTooMany(query, "password-wrong", number, now);
      await isTooMany(query, "password-address", address, now);
      return { refused: "wrong" as const };
    }
    if (!isCurrentHash(login.secret as string)) await setSecret(query, login.id, await hashPassword(password));
    return { login };
  });
}
