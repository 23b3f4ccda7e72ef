import { at, type Fault, type JsonObject } from "@linli/contracts";
import type { Kind } from "../engine.js";
import { occursOn } from "./opening-hours.js";
import { scheduleRuleOf } from "./schedule-of.js";

/** What is wrong with a thing of a kind: what its schema refuses, and days of which nobody could say when they are. */
export function thingFaults(kind: Kind, value: JsonObject): readonly Fault[] {
  const faults = kind.validate(value);
  if (faults.length > 0) return faults;
  const hours = [kind.kind.opening, scheduleRuleOf(kind.kind)?.at].filter((pointer) => pointer !== undefined);
  return [...new Set(hours)].flatMap((pointer) => {
    const rule = at(value, `${pointer}/rule`);
    return typeof rule !== "string" || isRule(rule)
      ? []
      : [{ at: `${pointer}/rule`, keyword: "format", limit: "recurrence" }];
  });
}

/** Not all that looks like a rule of days is one. */
function isRule(rule: string): boolean {
  try {
    occursOn(rule, "2026-01-01");
    return true;
  } catch {
    return false;
  }
}
