import { createLocalJWKSet, errors } from "jose";
import type { JSONWebKeySet, JWTVerifyGetKey } from "jose";

/** How long keys are used before they are asked for again, and how soon they are for a key that is unknown; milliseconds. */
const freshFor = 60_000;
const coolFor = 2_000;

/**
 * Finds keys in a set that is asked for again every minute, and sooner where a token names one that is not in it: so a key
 * that was just made is found, and one that was withdrawn is not.
 */
export function keysGiven(give: () => Promise<JSONWebKeySet>, clock: () => number): JWTVerifyGetKey {
  let set: JWTVerifyGetKey | undefined;
  let read = 0;
  let reading: Promise<JWTVerifyGetKey> | undefined;
  const readAgain = (): Promise<JWTVerifyGetKey> =>
    (reading ??= give()
      .then((keys) => {
        read = clock();
        return (set = createLocalJWKSet(keys));
      })
      .finally(() => (reading = undefined)));
  return async (header, token) => {
    const now = set !== undefined && Math.abs(clock() - read) < freshFor ? set : await readAgain();
    try {
      return await now(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey) || Math.abs(clock() - read) < coolFor) throw error;
      return (await readAgain())(header, token);
    }
  };
}
