import { coreRuntime } from "./core-runtime.js";
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

/** The runtime for every compiled validator. */
export const runtime: Runtime = { ...coreRuntime, creditCode, email, nationalId, uri };
