import { Temporal } from "temporal-polyfill";

/** A stretch of time in which the clocks of a zone are not changed. */
export interface ZoneSpan {
  /** In milliseconds since 1970; the span begins here, or never did. */
  readonly from: number;
  readonly until: number;
  /** How far local time is ahead of UTC, in milliseconds. */
  readonly ahead: number;
  /** The same as it is written: `+08:00`. */
  readonly offset: string;
}

/** A change of clocks moves them by less than this; local times so close to one may be there twice, or not at all. */
const margin = 26 * 3_600_000;
const known = new Map<string, ZoneSpan[]>();

/** The span of an IANA time zone around an instant, in milliseconds since 1970; `undefined`: its offset is no whole minute. */
export function zoneSpan(zone: string, moment: number): ZoneSpan | undefined {
  const spans = known.get(zone);
  const near = spans?.find((span) => span.from <= moment && moment < span.until);
  if (near !== undefined) return near;
  const found = findSpan(zone, moment);
  if (found === undefined) return undefined;
  // The span asked for last is asked for next.
  known.set(zone, [found, ...(spans ?? []).slice(0, 20)]);
  return found;
}

/** Whether what is counted with a span's offset is right at an instant: it lies well within the span. */
export function isWithin(span: ZoneSpan, moment: number): boolean {
  return span.from + margin <= moment && moment < span.until - margin;
}

function findSpan(zone: string, moment: number): ZoneSpan | undefined {
  const local = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone);
  const { offset, offsetNanoseconds } = local;
  if (offsetNanoseconds % 60_000_000_000 !== 0) return undefined;
  const until = local.getTimeZoneTransition("next")?.epochMilliseconds ?? Infinity;
  // The transition before the next millisecond: one that happens at this very moment counts.
  const from = local.add({ milliseconds: 1 }).getTimeZoneTransition("previous")?.epochMilliseconds ?? -Infinity;
  return { from, until, ahead: offsetNanoseconds / 1_000_000, offset };
}
