import {
  at,
  dayOf,
  timeIn,
  type OpeningHours,
  type Pointer,
  type ResourceKind,
  type ScheduleView,
} from "@linli/contracts";
import { Temporal } from "temporal-polyfill";
import type { ResourceRow } from "../store/rows.js";
import { spansOn } from "./opening-hours.js";

/** What a kind says of the commands that its things get by themselves. */
export interface ScheduleRule {
  /** Where the hours stand that they follow. */
  readonly at: Pointer;
  /** Commands when the hours begin, and when they end. */
  readonly start?: string;
  readonly end?: string;
}

/** The schedule of a kind; `undefined`: its things get no commands by themselves. */
export function scheduleRuleOf(kind: ResourceKind | undefined): ScheduleRule | undefined {
  return kind?.schedule as unknown as ScheduleRule | undefined;
}

/** A thing's schedule, with the commands of the seven days from now on. */
export function scheduleOf(
  rule: ScheduleRule,
  row: Pick<ResourceRow, "value">,
  { now, zone }: { readonly now: string; readonly zone: string },
): ScheduleView {
  const hours = at(row.value, rule.at) as OpeningHours | undefined;
  const { start, end } = rule;
  return {
    ...(hours === undefined ? {} : { hours }),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    next: hours === undefined ? [] : commandsFrom(rule, hours, { now, zone }),
  };
}

/** The commands of the seven days after a moment, in order. */
export function commandsFrom(
  { start, end }: ScheduleRule,
  hours: OpeningHours,
  { now, zone }: { readonly now: string; readonly zone: string },
): ScheduleView["next"] {
  const time = timeIn(zone);
  const today = Temporal.PlainDate.from(time.date(now));
  const until = Date.parse(time.shift(now, "P7D", 1));
  const commands = Array.from({ length: 8 }, (_, i) => today.add({ days: i }).toString()).flatMap((date) => {
    const midnight = dayOf(date, zone).start;
    return spansOn(hours, date).flatMap(([from, to]) => [
      ...(start === undefined ? [] : [{ at: time.atTime(midnight, from), command: start }]),
      ...(end === undefined ? [] : [{ at: time.atTime(midnight, to), command: end }]),
    ]);
  });
  return commands
    .filter(({ at: moment }) => Date.parse(moment) > Date.parse(now) && Date.parse(moment) <= until)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
