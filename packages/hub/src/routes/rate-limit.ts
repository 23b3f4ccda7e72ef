import type { MiddlewareHandler } from "hono";
import { ProblemError } from "../engine.js";
import type { Env } from "./env.js";

/** How many requests a minute are answered. */
export interface RateLimits {
  /** To one token; as many at once, then evenly. Absent: without end. */
  readonly perToken?: number;
  /** To one address: a street's office, a school and a mobile network each have one for many people. Absent: without end. */
  readonly perAddress?: number;
}

/** How many tokens and addresses are counted at once; of more, those that were seen longest ago begin anew. */
const counted = 50_000;

interface Bucket {
  left: number;
  at: number;
}

/**
 * Refuses more than so many requests a minute from one token, and from one address, each hub for itself: it protects this
 * process, not a price list.
 */
export function rateLimit({ perToken, perAddress }: RateLimits, clock: () => number): MiddlewareHandler<Env> {
  const tokens = perToken === undefined ? undefined : bucketsOf(perToken, clock);
  const addresses = perAddress === undefined ? undefined : bucketsOf(perAddress, clock);
  return async (c, next) => {
    const token = c.req.header("authorization");
    const { address } = c.env ?? {};
    const waits = [
      address === undefined ? 0 : (addresses?.(address) ?? 0),
      token === undefined ? 0 : (tokens?.(token) ?? 0),
    ];
    const seconds = Math.max(...waits);
    if (seconds > 0) {
      c.header("Retry-After", String(seconds));
      throw new ProblemError("too-many-requests");
    }
    await next();
  };
}

/** Takes one request from somebody's bucket; gives after how many seconds there is another, 0: now. */
function bucketsOf(perMinute: number, clock: () => number): (key: string) => number {
  const buckets = new Map<string, Bucket>();
  const perMillisecond = perMinute / 60_000;
  return (key) => {
    const now = clock();
    const bucket = buckets.get(key) ?? { left: perMinute, at: now };
    buckets.delete(key);
    buckets.set(key, bucket);
    if (buckets.size > counted) buckets.delete(buckets.keys().next().value as string);
    bucket.left = Math.min(perMinute, bucket.left + Math.max(0, now - bucket.at) * perMillisecond);
    bucket.at = now;
    if (bucket.left < 1) return Math.ceil((1 - bucket.left) / perMillisecond / 1000);
    bucket.left -= 1;
    return 0;
  };
}
