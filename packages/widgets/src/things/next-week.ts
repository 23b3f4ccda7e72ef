import type { Json, JsonObject, ResourceView } from "@linli/contracts";
import { daysLater } from "../lib/say-time.js";

const date = /^\d{4}-\d\d-\d\d(?=$|T)/;

/** Things of one week, and the same a week later. */
export interface Week {
  /** Its Monday and its Sunday. */
  readonly from: string;
  readonly until: string;
  readonly things: readonly ResourceView[];
}

/** The last week for which something is set up, of things that happen at a time; `undefined`: these do not. */
export function lastWeek(things: readonly ResourceView[]): Week | undefined {
  const dated = things.flatMap((thing) => {
    const start = startOf(thing.value);
    return start === undefined || thing.life === "retired" ? [] : [{ thing, monday: mondayOf(start) }];
  });
  const from = dated
    .map(({ monday }) => monday)
    .sort()
    .at(-1);
  if (from === undefined) return undefined;
  return {
    from,
    until: daysLater(from, 6),
    things: dated.filter(({ monday }) => monday === from).map(({ thing }) => thing),
  };
}

/** The same a week later: every date and instant in it, all else as it is. */
export const weekLater = (value: JsonObject): JsonObject => later(value) as JsonObject;

function later(value: Json): Json {
  if (typeof value === "string") return value.replace(date, (day) => daysLater(day, 7));
  if (Array.isArray(value)) return (value as readonly Json[]).map(later);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, one === undefined ? one : later(one)]));
}

/** When a thing that has a period begins, as a local date. */
function startOf({ period }: JsonObject): string | undefined {
  const start = (period as JsonObject | undefined)?.start;
  return typeof start === "string" ? start.slice(0, 10) : undefined;
}

function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return daysLater(day, -weekday);
}
