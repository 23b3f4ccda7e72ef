import type { Query } from "../database.js";
import { countAttempt, readAttempts } from "../store/identity.js";

/** So many attempts in so many seconds. */
export interface Limit {
  readonly atMost: number;
  readonly seconds: number;
}

/** What is limited, by what it is counted for. */
export const limits = {
  /** Codes sent to a number. */
  "code-hour": { atMost: 5, seconds: 3600 },
  "code-day": { atMost: 10, seconds: 86_400 },
  /** Codes asked for from an address: a community centre has one for many people. */
  "code-address": { atMost: 60, seconds: 3600 },
  /** Wrong codes for a number, over all codes: a guess is right once in a million. */
  "code-wrong": { atMost: 20, seconds: 86_400 },
  /** Wrong passwords for a number, and from an address. */
  "password-wrong": { atMost: 10, seconds: 900 },
  "password-address": { atMost: 100, seconds: 900 },
} as const satisfies { readonly [name: string]: Limit };

/** Counts an attempt; gives whether it is one too many. */
export async function isTooMany(query: Query, name: keyof typeof limits, key: string, now: number): Promise<boolean> {
  const { atMost } = limits[name];
  return (await countAttempt(query, spanOf(name, key, now))) > atMost;
}

/** Whether there were as many attempts as there may be; counts none. */
export async function isUsedUp(query: Query, name: keyof typeof limits, key: string, now: number): Promise<boolean> {
  const { key: counted, span } = spanOf(name, key, now);
  return (await readAttempts(query, counted, span)) >= limits[name].atMost;
}

function spanOf(
  name: keyof typeof limits,
  key: string,
  now: number,
): { readonly key: string; readonly span: string; readonly until: string } {
  const length = limits[name].seconds * 1000;
  const start = Math.floor(now / length) * length;
  return { key: `${name}:${key}`, span: new Date(start).toISOString(), until: new Date(start + length).toISOString() };
}
