import { fixedTime } from "@linli/contracts";
import type { AvailabilityView, ResourceAvailability } from "@linli/contracts";
import { minutesOf, timeOf } from "../../lib/say-time.js";

/** One beginning on the grid of a day. */
export interface Slot {
  /** Minutes since local midnight. */
  readonly start: number;
  readonly free: boolean;
  /** Units left, where they are counted. */
  readonly left?: number;
}

/** What is asked of the grid. */
export interface Grid {
  readonly free: AvailabilityView;
  /** Length of a slot, in minutes. */
  readonly step: number;
  /** Units that will be taken. */
  readonly units: number;
}

/** The street's clock as local date and minutes. */
export function localNow({ now, offset }: AvailabilityView): { readonly date: string; readonly minutes: number } {
  const time = fixedTime(offset);
  return { date: time.date(now), minutes: time.minutes(now) };
}

/** The slots of a day that are still to come, taken ones included. */
export function slotsOf(resource: ResourceAvailability, day: number, { free, step, units }: Grid): readonly Slot[] {
  const now = localNow(free);
  const date = free.days[day] ?? "";
  const counted = resource.leftBySlot?.[day];
  return (resource.open[day] ?? []).flatMap(([from, until]) => {
    const slots: Slot[] = [];
    for (let start = minutesOf(from); start + step <= minutesOf(until); start += step) {
      if (date < now.date || (date === now.date && start <= now.minutes)) continue;
      if (counted === undefined) slots.push({ start, free: !isTaken(resource, day, start, start + step) });
      else {
        const left = counted[timeOf(start)] ?? resource.capacity ?? 0;
        slots.push({ start, free: left >= units, left });
      }
    }
    return slots;
  });
}

/** How many slots in a row can be had from a beginning on, at most `most`; 1 where one would have to wait. */
export function lengthsFrom(start: number, slots: readonly Slot[], step: number, most: number): number {
  let count = 0;
  while (count < most && slots.some((one) => one.free && one.start === start + count * step)) count++;
  return Math.max(count, 1);
}

/** Units left on a day, of what is counted by the day or once; `undefined`: not counted so. */
export function leftOn({ left, capacity }: ResourceAvailability, day: number): number | undefined {
  if (left === undefined) return undefined;
  return left.length === 1 ? left[0] : (left[day] ?? capacity);
}

function isTaken({ taken }: ResourceAvailability, day: number, from: number, until: number): boolean {
  return (taken?.[day] ?? []).some(([start, end]) => minutesOf(start) < until && from < minutesOf(end));
}
