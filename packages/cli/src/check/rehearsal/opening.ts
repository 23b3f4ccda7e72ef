import {
  at,
  dayOf,
  milliseconds,
  timeIn,
  type JsonObject,
  type Machine,
  type OpeningHours,
  type ResourceKind,
  type Use,
} from "@linli/contracts";
import { occursOn } from "./recurrence.js";

type Span = readonly [from: string, until: string];

/**
 * Why a use cannot be had whoever else holds it: `outside-opening` or `off-grid`; `undefined`: it can. A period lies within
 * one opening span; a date is one on which the thing is open at all; an instant lies within a span. The grid of slots begins
 * where the span does.
 */
export function problemOfTime(
  machine: Machine,
  use: Use,
  resource: { readonly kind: ResourceKind; readonly value: JsonObject },
  zone: string,
): "outside-opening" | "off-grid" | undefined {
  const rule = machine.contract.uses?.find((one) => one.kind === use.kind);
  if (rule === undefined || use.start === undefined || use.end === undefined) return undefined;
  if (typeof rule.period !== "string" && rule.time === undefined) return undefined;
  const hours =
    resource.kind.opening === undefined
      ? undefined
      : (at(resource.value, resource.kind.opening) as OpeningHours | undefined);
  const time = timeIn(zone);
  const date = time.date(use.start);
  const spans: readonly Span[] = hours === undefined ? [["00:00", "24:00"]] : spansOn(hours, date);
  if (spans.length === 0) return "outside-opening";
  const day = dayOf(date, zone);
  const [start, end] = [Date.parse(use.start), Date.parse(use.end)];
  const byTime = rule.time !== undefined;
  if (byTime && start === Date.parse(day.start)) return undefined;
  const instant = (local: string): number => Date.parse(local === "24:00" ? day.end : time.atTime(day.start, local));
  const within = spans.find(
    ([from, until]) => instant(from) <= start && (byTime ? start < instant(until) : end <= instant(until)),
  );
  // What is open around the clock may be used over midnight.
  const always = spans[0]?.[0] === "00:00" && spans[0][1] === "24:00";
  if (within === undefined && !always) return "outside-opening";
  return byTime || isOnGrid(machine, { start, end, from: instant(within?.[0] ?? "00:00") }) ? undefined : "off-grid";
}

function spansOn(hours: OpeningHours, date: string): readonly Span[] {
  const exceptions = (hours.exceptions ?? []).filter((one) => one.date === date);
  if (exceptions.length > 0)
    return exceptions.flatMap(({ from, until }) =>
      from === undefined || until === undefined ? [] : [[from, until] as const],
    );
  return occursOn(hours.rule, date) ? [[hours.from, hours.until]] : [];
}

function isOnGrid(
  machine: Machine,
  { start, end, from }: { readonly start: number; readonly end: number; readonly from: number },
): boolean {
  const slot = machine.settings["slot"];
  const most = machine.settings["maxSlots"];
  if (typeof slot !== "string") return true;
  const length = milliseconds(slot);
  const slots = (end - start) / length;
  return (
    (start - from) % length === 0 &&
    Number.isInteger(slots) &&
    slots >= 1 &&
    (typeof most !== "number" || slots <= most)
  );
}
