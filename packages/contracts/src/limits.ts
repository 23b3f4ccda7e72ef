import { at, type JsonObject } from "./json.js";
import type { Machine } from "./machine.js";
import type { Period } from "./model.js";
import { timeIn } from "./time.js";

/** One limit that a record about to be opened counts against. */
export interface LimitCount {
  /** The same for all records that are counted together. */
  readonly key: string;
  readonly atMost: number;
  /** The moment that is counted: the start of the period, else now. */
  readonly at: string;
  /** Counted are records whose moment lies strictly between these; absent: all that live, or all for good. */
  readonly after?: string;
  readonly before?: string;
  /** `living`: until the record ends; `window`: unless it was given up; `ever`: for good. */
  readonly lasts: "living" | "window" | "ever";
}

/** Who a limit may count per, beside pointers into the record. */
export interface LimitSubjects {
  readonly subject: string;
  readonly opener: string;
  readonly household?: string | undefined;
}

/**
 * The limits of `settings.limits`, with the keys under which this record is counted. One that counts per a field which the
 * record does not have does not count it.
 */
export function limitsOf(
  machine: Machine,
  data: JsonObject,
  who: LimitSubjects,
  when: { readonly now: string; readonly zone: string; readonly period?: Period | undefined },
): readonly LimitCount[] {
  const limits = (machine.settings["limits"] ?? []) as readonly {
    readonly per: string | readonly string[];
    readonly within?: string;
    readonly atMost: number;
    readonly across?: string;
  }[];
  const moment = when.period?.start ?? when.now;
  const time = timeIn(when.zone);
  return limits.flatMap((limit, i) => {
    const per = typeof limit.per === "string" ? [limit.per] : limit.per;
    if (per.some((one) => one.startsWith("/") && at(data, one) === undefined)) return [];
    const values = per.map((one) => {
      if (one.startsWith("/")) return JSON.stringify(at(data, one));
      if (one === "household") return who.household ?? `person:${who.subject}`;
      return one === "opener" ? who.opener : who.subject;
    });
    const windowed = limit.within !== undefined && limit.within !== "ever";
    const counted: LimitCount = {
      key: (limit.across === undefined
        ? [machine.contract.id, i, ...values]
        : ["across", limit.across, ...values]
      ).join("|"),
      atMost: limit.atMost,
      at: moment,
      lasts: limit.within === "ever" ? "ever" : windowed ? "window" : "living",
      ...(windowed
        ? {
            after: time.shift(moment, limit.within as string, -1),
            before: time.shift(moment, limit.within as string, 1),
          }
        : {}),
    };
    return [counted];
  });
}
