import { fixedTime } from "@linli/contracts/fixed-time";
import type { AvailabilityView, ResourceAvailability } from "@linli/contracts";
import { minutesOf, timeOf } from "../../lib/say-time.js";

/** One beginning on the grid of a day. */
export interface Slot {
  /** Minutes since local midnight. */
  readonly start: number;
  readonly free: boolean;
  /** Units left, where they are counted. */
  readonly left?: number | undefined;
}

/** What is asked of the grid. */
export interface Grid {
  readonly free: AvailabilityView;
  /** Length of a slot, in minutes. */
  readonly step: number;
  /** Units that will be taken. */
  readonly units: number;
}

/** The slots of a day that are still to come, taken ones included. */
export function slotsOf(resource: ResourceAvailability, day: number, { free, step, units }: Grid): readonly Slot[] {
  const { open, taken, leftBySlot, capacity = 0 } = resource;
  const time = fixedTime(free.offset);
  const past = free.days[day] === time.date(free.now) ? time.minutes(free.now) : -1;
  const slots: Slot[] = [];
  for (const [from, until] of open[day] ?? []) {
    for (let start = minutesOf(from); start + step <= minutesOf(until); start += step) {
      const left = leftBySlot && (leftBySlot[day]?.[timeOf(start)] ?? capacity);
      const isTaken = taken?.[day]?.some(([a, b]) => minutesOf(a) < start + step && start < minutesOf(b));
      if (start > past) slots.push({ start, free: left === undefined ? !isTaken : left >= units, left });
    }
  }
  return slots;
}

/** Units left on a day, of what is counted by the day or once; `undefined`: not counted so. */
export const leftOn = ({ left, capacity }: ResourceAvailability, day: number): number | undefined =>
  left?.length === 1 ? left[0] : (left?.[day] ?? (left && capacity));
