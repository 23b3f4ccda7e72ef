import { date, dateTime, duration, localTime, time, uuid } from "./formats.js";
import { escapeSegment, sameJson } from "./json.js";
import type { Pointer } from "./json.js";
import type { Runtime } from "./runtime.js";
import type { Fault } from "./validate.js";

/** The runtime for validators that name no rare format; a page loads the whole one only where it is needed. */
export const coreRuntime: Omit<Runtime, "creditCode" | "email" | "nationalId" | "uri"> = {
  date,
  time,
  dateTime,
  localTime,
  duration,
  uuid,
  len,
  eq: sameJson,
  seg: escapeSegment,
  fault,
};

function len(text: string): number {
  let points = text.length;
  for (let i = 0; i + 1 < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      points--;
      i++;
    }
  }
  return points;
}

function seg(key: string): string {
  return key.includes("/") || key.includes("~") ? escapeSegment(key) : key;
}

function fault(faults: Fault[] | null, at: Pointer, keyword: string, limit?: number | string): Fault[] {
  const found: Fault = limit === undefined ? { at, keyword } : { at, keyword, limit };
  if (faults === null) return [found];
  faults.push(found);
  return faults;
}
