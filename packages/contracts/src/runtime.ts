import { date, dateTime, duration, localTime, time, uuid } from "./formats.js";
import { escapeSegment, sameJson } from "./json.js";
import type { Pointer } from "./json.js";
import { creditCode, email, nationalId, uri } from "./rare-formats.js";
import type { Fault } from "./validate.js";

/**
 * What compiled validators are given, since they import nothing: formats, two comparisons and the collector of faults.
 * A format's member is its name in camel case: `date-time` is `dateTime`.
 */
export interface Runtime {
  readonly date: (text: string) => boolean;
  readonly time: (text: string) => boolean;
  readonly dateTime: (text: string) => boolean;
  readonly localTime: (text: string) => boolean;
  readonly duration: (text: string) => boolean;
  readonly uuid: (text: string) => boolean;
  readonly email: (text: string) => boolean;
  readonly uri: (text: string) => boolean;
  readonly nationalId: (text: string) => boolean;
  readonly creditCode: (text: string) => boolean;
  /** Length in code points, as `minLength` and `maxLength` count. */
  readonly len: (text: string) => number;
  /** Whether two JSON values are the same. */
  readonly eq: (a: unknown, b: unknown) => boolean;
  /** One part of a pointer, escaped. */
  readonly seg: (key: string) => string;
  /** Adds a fault to a list that may not exist yet. */
  readonly fault: (faults: Fault[] | null, at: Pointer, keyword: string, limit?: number | string) => Fault[];
}

export { creditCode, date, dateTime, duration, email, localTime, nationalId, time, uri, uuid };
export { escapeSegment as seg, sameJson as eq } from "./json.js";

/** The runtime for every compiled validator. */
export const runtime: Runtime = {
  date,
  time,
  dateTime,
  localTime,
  duration,
  uuid,
  email,
  uri,
  nationalId,
  creditCode,
  len,
  eq: sameJson,
  seg: escapeSegment,
  fault,
};

/** Length in code points. */
export function len(text: string): number {
  let points = text.length;
  for (let i = 0; i + 1 < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      points--;
      i++;
    }
  }
  return points;
}

/** Adds a fault to a list that may not exist yet. */
export function fault(faults: Fault[] | null, at: Pointer, keyword: string, limit?: number | string): Fault[] {
  const found: Fault = limit === undefined ? { at, keyword } : { at, keyword, limit };
  if (faults === null) return [found];
  faults.push(found);
  return faults;
}
