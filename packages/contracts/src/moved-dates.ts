import type { Json, JsonObject, JsonSchema } from "./json.js";
import { timeIn } from "./time.js";

/** How often something is opened again by itself (RFC 5545). */
export interface Recurrence {
  readonly rule: string;
  readonly exceptions?: readonly string[];
}

/** When records of a contract are opened again by themselves, from its settings; `undefined`: they are not. */
export function recurrenceOf(settings: JsonObject): Recurrence | undefined {
  const said = settings["repeats"] ?? settings["every"];
  return typeof said === "object" && said !== null && "rule" in said ? (said as unknown as Recurrence) : undefined;
}

/**
 * What is opened again on a later date: the dates and instants of the record, and months (`2026-11`), are as much later.
 * @param schema The record's schema, its references resolved.
 */
export function movedDates(
  schema: JsonSchema,
  data: JsonObject,
  { from, to, zone }: { readonly from: string; readonly to: string; readonly zone: string },
): JsonObject {
  const days = Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
  const months = monthsOf(to) - monthsOf(from);
  const move = (part: JsonSchema, value: Json): Json => {
    if (typeof value === "string") {
      const { format } = part;
      if (format === "date" || format === "date-time") return timeIn(zone).shift(value, `P${String(days)}D`, 1);
      return isMonth(part, value) ? monthText(monthsOf(value) + months) : value;
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    const properties = (part["properties"] ?? {}) as { readonly [name: string]: JsonSchema };
    return Object.fromEntries(
      Object.entries(value as JsonObject).map(([name, inner]) => [name, move(properties[name] ?? {}, inner ?? null)]),
    );
  };
  return move(schema, data) as JsonObject;
}

/** A text of which the schema says that it is a month: its pattern takes that, and no date. */
function isMonth({ pattern }: JsonSchema, value: string): boolean {
  if (typeof pattern !== "string" || !/^\d{4}-\d{2}$/.test(value)) return false;
  const fits = new RegExp(pattern, "u");
  return fits.test("2026-11") && !fits.test("2026-13") && !fits.test("2026-11-30");
}

function monthsOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function monthText(months: number): string {
  return `${String(Math.floor(months / 12)).padStart(4, "0")}-${String((months % 12) + 1).padStart(2, "0")}`;
}
