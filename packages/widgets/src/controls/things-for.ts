import type { Pointer, ResourceAvailability } from "@linli/contracts";
import type { FormHost } from "../form/host.js";
import { withoutIndexes } from "../form/pointers.js";
import { factsOf } from "../lib/facts-of.js";

/** A thing of the street that can be chosen. */
export interface Thing {
  readonly id: string;
  readonly name: string;
  /** What it is like, in words. */
  readonly facts: string;
  /** What is left of it, in words. */
  readonly note: string;
  /** Whether it can be had. */
  readonly free: boolean;
}

/** The things that can be chosen in a field, by what the contract uses there; `undefined`: not known. */
export function thingsFor(at: Pointer, { things, get, words }: FormHost): readonly Thing[] | undefined {
  const known = things();
  const use = known?.uses.find((one) => one.at.replaceAll("/*", "") === withoutIndexes(at));
  if (known === undefined || use === undefined) return undefined;
  const parent = use.parent === undefined ? undefined : get(use.parent);
  const date = use.time === undefined ? undefined : get(use.time);
  const day = typeof date === "string" ? known.free.days.indexOf(date.slice(0, 10)) : 0;
  return known.free.resources
    .filter((one) => one.kind === use.kind && (parent === undefined || one.parent === parent))
    .map((one) => {
      const left = leftOn(one, day);
      return {
        id: one.id,
        name: one.name,
        facts: factsOf(one, words),
        note: left === undefined ? "" : left > 0 ? words.say("left", { n: left }) : words.ui.full,
        free: left === undefined || left > 0,
      };
    });
}

/** Units left on a day; `undefined`: not counted, or no day chosen. */
function leftOn({ left, capacity }: ResourceAvailability, day: number): number | undefined {
  if (left === undefined) return undefined;
  return left.length === 1 ? left[0] : (left[day] ?? capacity);
}
