import type { Json, JsonObject, JsonSchema, Pointer } from "@linli/contracts";

/** Which fields of a case are asked first, by what they hold. */
export interface CaseFields {
  /** What it is: the first required choice. */
  readonly what: Pointer | undefined;
  readonly photos: Pointer | undefined;
  readonly place: Pointer | undefined;
  /** Emergency numbers that may have been called: with such a field it is urgent. */
  readonly called: Pointer | undefined;
}

type Properties = { readonly [name: string]: JsonSchema };

const emergency = new Set(["110", "119", "120", "122"]);

/** Finds them in a record's schema. */
export function caseFields(record: JsonSchema): CaseFields {
  const properties = Object.entries((record.properties ?? {}) as Properties);
  const required = new Set((record.required ?? []) as readonly string[]);
  const find = (fits: (schema: JsonSchema, name: string) => boolean): Pointer | undefined => {
    const [name] = properties.find(([key, schema]) => fits(schema, key)) ?? [];
    return name === undefined ? undefined : `/${name}`;
  };
  return {
    what: find((schema, name) => required.has(name) && Array.isArray(schema.enum)),
    photos: find((schema) => isPhoto(schema)),
    place: find((schema) => schema["x-type"] === "place" || schema["x-type"] === "point"),
    called: find((schema) => numbersOf(schema).length > 0),
  };
}

/** The emergency numbers that a field can hold; none if it can hold anything else. */
export function numbersOf({ items }: JsonSchema): readonly string[] {
  const choices = ((items as JsonSchema | undefined)?.enum ?? []) as readonly Json[];
  return choices.every((one) => emergency.has(String(one))) ? choices.map(String) : [];
}

function isPhoto(schema: JsonSchema): boolean {
  const type = schema["x-type"] ?? (schema.items as JsonSchema | undefined)?.["x-type"];
  return type === "photos" || type === "photo";
}

/** The schema with its fields in the order in which a case is told: what, where, and a photo where it is safe to take one. */
export function inOrderOfTelling(record: JsonSchema): JsonSchema {
  const { what, photos, place, called } = caseFields(record);
  const properties = (record.properties ?? {}) as Properties;
  const required = new Set((record.required ?? []) as readonly string[]);
  const lead = called === undefined ? [what, photos, place] : [called, what, place];
  const first = lead.flatMap((at) => (at === undefined ? [] : [at.slice(1)]));
  const rest = Object.keys(properties).filter((name) => !first.includes(name));
  const names = [...first, ...rest.filter((name) => required.has(name)), ...rest.filter((name) => !required.has(name))];
  return { ...record, properties: Object.fromEntries(names.map((name) => [name, properties[name]])) as JsonObject };
}
