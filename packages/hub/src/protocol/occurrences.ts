import { at, timeIn, withAt, type JsonObject, type Machine, type OpenRequest } from "@linli/contracts";
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { ProblemError } from "../engine.js";
import type { Street } from "../store/streets.js";

/** What is asked for on one date of a series. */
export interface Occurrence {
  readonly start: string;
  readonly request: OpenRequest;
}

interface Recurrence {
  readonly rule: string;
  readonly exceptions?: readonly string[];
}

/**
 * The request for each date of a series: the first is as it was sent, the others have its dates moved by whole local days.
 * @throws invalid (the rule, or more dates than the contract takes)
 */
export function occurrences(
  machine: Machine,
  street: Street,
  request: OpenRequest,
  now: string,
): readonly Occurrence[] {
  const series = request.options?.["series"] as unknown as Recurrence;
  const most = (machine.settings["series"] as { readonly maxOccurrences: number } | undefined)?.maxOccurrences;
  const pointers = datesIn(machine);
  const start = at(request.record, pointers[0] ?? "") ?? now;
  if (most === undefined || pointers.length === 0)
    throw new ProblemError("invalid", { faults: [{ at: "/options/series", keyword: "additionalProperties" }] });
  const first = Temporal.PlainDate.from(timeIn(street.zone).date(String(start)));
  const dates = datesOf(series, first, most + 1);
  if (dates.length === 0 || dates.length > most)
    throw new ProblemError("invalid", { faults: [{ at: "/options/series", keyword: "maxItems", limit: most }] });
  const { series: _series, onConflict, ...rest } = request.options ?? {};
  const options: JsonObject = onConflict === "waitlist" ? { ...rest, waitlist: true } : rest;
  return dates.map((date) => {
    const days = first.until(date).days;
    const record = pointers.reduce<JsonObject>((value, pointer) => {
      const moment = at(value, pointer);
      return typeof moment === "string"
        ? (withAt(value, pointer, movedBy(moment, days, street.zone)) as JsonObject)
        : value;
    }, request.record);
    return { start: String(at(record, pointers[0] as string)), request: { ...request, record, options } };
  });
}

/** Where a record's dates stand: start and end of its period, or its date. */
function datesIn(machine: Machine): readonly string[] {
  const rule = machine.contract.uses?.find((one) => typeof one.period === "string" || one.time !== undefined);
  if (typeof rule?.period === "string") return [`${rule.period}/start`, `${rule.period}/end`];
  return rule?.time === undefined ? [] : [rule.time];
}

function datesOf(
  { rule, exceptions }: Recurrence,
  first: Temporal.PlainDate,
  most: number,
): readonly Temporal.PlainDate[] {
  const dtstart = first.toZonedDateTime("UTC");
  const endless = !/(?:^|;)(?:COUNT|UNTIL)=/.test(rule);
  const left = new Set(exceptions ?? []);
  try {
    const found: Temporal.PlainDate[] = [];
    new RRuleTemporal({
      rruleString: `RRULE:${rule}`,
      dtstart,
      tzid: "UTC",
      ...(endless ? { count: most + left.size } : {}),
    }).all((date) => {
      const day = Temporal.PlainDate.from(String(date).slice(0, 10));
      if (!left.has(day.toString())) found.push(day);
      return found.length < most;
    });
    return found;
  } catch {
    throw new ProblemError("invalid", {
      faults: [{ at: "/options/series/rule", keyword: "format", limit: "recurrence" }],
    });
  }
}

function movedBy(moment: string, days: number, zone: string): string {
  if (days === 0) return moment;
  return timeIn(zone).shift(moment, `P${days}D`, 1);
}
