import {
  every,
  isAmong,
  withAt,
  type Json,
  type JsonObject,
  type JsonSchema,
  type Machine,
  type Pointer,
} from "@linli/contracts";
import type { WholeRecord } from "../store/rows.js";
import type { Reader } from "./reader.js";

/**
 * Which fields of a record are masked for a reader in lists: texts and what holds texts where they are personal, unless she is a party to it, works on it
 * herself, or the contract names a role of hers for the field. Choices and numbers tell nobody from others, and a desk sorts
 * its work by them.
 */
export function maskedFor(machine: Machine, { row }: WholeRecord, { as, actor }: Reader): readonly Pointer[] {
  const isNear = as.some((relation) => relation !== "handler" && relation !== "viewer") || row.handler === actor.id;
  if (isNear) return [];
  const needs = (at: Pointer) =>
    isAmong(machine.contract.people.see?.[at] ?? [], { as: [], roles: actor.roles, state: row.state });
  return machine.personal
    .filter(({ at }) => !needs(at) && !isPlain(schemaAt(machine.contract.record, at)))
    .flatMap(({ at }) => every(row.data, at))
    .map(({ at }) => at);
}

/** Whether a field is a choice, a number or yes or no. */
function isPlain({ enum: choices, const: only, type }: JsonSchema): boolean {
  return choices !== undefined || only !== undefined || ["number", "integer", "boolean"].includes(String(type));
}

/** The schema of a field; `*` in the pointer goes into a list. */
function schemaAt(schema: JsonSchema, at: Pointer): JsonSchema {
  return at
    .split("/")
    .slice(1)
    .reduce<JsonSchema>((here, name) => {
      const below = name === "*" ? here.items : (here.properties as JsonSchema | undefined)?.[name];
      return typeof below === "object" && below !== null ? (below as JsonSchema) : {};
    }, schema);
}

/** What is shown of a record with these fields masked; `masked`: those that are there. */
export function masked(
  record: JsonObject,
  pointers: readonly Pointer[],
): { readonly record: JsonObject; readonly masked?: readonly Pointer[] } {
  const found = pointers.flatMap((pointer) => every(record, pointer)).filter(({ value }) => value !== null);
  if (found.length === 0) return { record };
  const shown = found.reduce<JsonObject>(
    (left, { at, value }) => withAt(left, at, maskedValue(value as Json)) as JsonObject,
    record,
  );
  return { record: shown, masked: found.map(({ at }) => at) };
}

/** A value of which so much is shown as tells it from others: 138****2345, 钱**; of what is no text, nothing. */
function maskedValue(value: Json): Json {
  if (typeof value === "string") return maskedText(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map(maskedValue);
  if (typeof value !== "object" || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskedValue(inner as Json)]));
}

function maskedText(text: string): string {
  const letters = Array.from(text);
  const isNumber = /^\+?[\dXx -]{7,}$/.test(text);
  if (isNumber) return `${letters.slice(0, 3).join("")}${"*".repeat(letters.length - 7)}${letters.slice(-4).join("")}`;
  return letters.length === 0 ? "" : `${letters[0] ?? ""}**`;
}
