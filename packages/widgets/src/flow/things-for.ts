import { at as read } from "@linli/contracts";
import type { AvailabilityView, JsonObject, Pointer, ResourceAvailability, RunPart } from "@linli/contracts";
import type { Thing } from "../form/host.js";
import { withoutIndexes } from "../form/pointers.js";
import { factsOf } from "../lib/facts-of.js";
import type { Words } from "../lib/words.js";

/** What is known of the things that a record can name. */
export interface Known {
  readonly contract: RunPart;
  readonly value: JsonObject;
  readonly free: AvailabilityView | undefined;
  readonly words: Words;
}

/** The things that can be chosen in a field, by what the contract uses there; `undefined`: not known. */
export function thingsFor(at: Pointer, { contract, value, free, words }: Known): readonly Thing[] | undefined {
  const use = contract.uses?.find((one) => one.at.replaceAll("/*", "") === withoutIndexes(at));
  if (use === undefined || free === undefined) return undefined;
  const parent = use.parent === undefined ? undefined : read(value, use.parent);
  const day = typeof use.time === "string" ? free.days.indexOf(String(read(value, use.time)).slice(0, 10)) : 0;
  return free.resources
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
