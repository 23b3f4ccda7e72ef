import type { Json, JsonObject, JsonSchema, KindView, ResourceView } from "@linli/contracts";
import type { ProblemError, ThingInput } from "@linli/sdk";
import { check } from "../form/check.js";
import type { FormTask, SaidFault } from "../form/form-model.js";
import { wordsOf } from "../lib/words.js";
import type { Words } from "../lib/words.js";
import { hoursControl } from "./hours-control.js";
import { thingsWords } from "./things-words.js";

/** Fields of every thing, beside those of its kind; no kind has fields of these names. */
const [nameField, placeField, parentField] = ["thingName", "thingPlace", "thingParent"] as const;

/** What a form for a thing is made from. */
export interface ThingForm {
  readonly task: FormTask;
  readonly words: Words;
  /** What is filled in; the form writes into it. */
  readonly value: JsonObject;
}

/** The form for a thing of a kind. `parents`: what it may be part of. */
export function thingForm(
  kind: KindView,
  base: Words,
  of: { readonly thing: Partial<ResourceView>; readonly parents: readonly ResourceView[]; readonly offset: string },
): ThingForm {
  const { thing, parents, offset } = of;
  const say = thingsWords(base.locale);
  const path = `resource/${kind.kind}`;
  const hasParent = kind.parent !== undefined && parents.length > 0;
  const schema: JsonSchema = {
    ...kind.schema,
    additionalProperties: true,
    required: [nameField, ...(hasParent ? [parentField] : []), ...((kind.schema.required ?? []) as readonly string[])],
    properties: {
      [nameField]: { type: "string", minLength: 1, maxLength: 100 },
      ...(hasParent && { [parentField]: { enum: parents.map(({ id }) => id) } }),
      ...(kind.schema.properties as JsonObject),
      [placeField]: placeSchema,
    },
  };
  const own = {
    [`${path}/${nameField}`]: say("name"),
    [`${path}/${placeField}`]: say("place"),
    [`${path}/${parentField}`]: say("parent"),
    ...Object.fromEntries(parents.map(({ id, name }) => [`${path}/${parentField}=${id}`, name])),
  };
  const first = parents.length === 1 ? parents[0]?.id : undefined;
  const parent = thing.parent ?? first;
  return {
    words: wordsOf(base.locale, { ...kind.labels, ...own }, base.ui),
    value: structuredClone({
      ...(thing.name !== undefined && { [nameField]: thing.name }),
      ...(hasParent && parent !== undefined && { [parentField]: parent }),
      ...(thing.value ?? {}),
      ...(thing.place !== undefined && { [placeField]: { ...thing.place } }),
    }) as JsonObject,
    task: {
      schema,
      base: path,
      offset,
      submit: say(thing.id === undefined ? "create" : "save"),
      validate: (value) => check(schema, value),
      controls: { openingHours: hoursControl },
    },
  };
}

const placeSchema: JsonSchema = {
  type: "object",
  "x-type": "place",
  required: ["lat", "lon"],
  properties: { lat: { type: "number" }, lon: { type: "number" }, address: { type: "string", maxLength: 200 } },
};

/** What a filled form says of a thing. */
export function thingIn(value: Json, before: Partial<ResourceView>): ThingInput {
  const { [nameField]: name, [placeField]: place, [parentField]: parent, ...rest } = value as JsonObject;
  const above = (parent as string | undefined) ?? before.parent;
  const point = place as ResourceView["place"];
  return {
    name: String(name),
    value: rest,
    ...(above !== undefined && { parent: above }),
    ...(point?.lat !== undefined && { place: point }),
    ...(before.community !== undefined && { community: before.community }),
    ...(before.life !== undefined && { life: before.life }),
  };
}

/** What the hub refuses of a thing, at the fields of its form. */
export function faultsOfThing({ errors, code, message }: ProblemError): readonly SaidFault[] {
  if (errors.length === 0) return [{ at: "", keyword: code, message }];
  return errors.map(({ pointer, keyword, message: said }) => ({
    at: pointer
      .replace(/^\/value(?=\/|$)/, "")
      .replace(/^\/name$/, `/${nameField}`)
      .replace(/^\/parent$/, `/${parentField}`),
    keyword: keyword ?? code,
    message: said,
  }));
}

/** All that is said of a thing, to be said again. */
export const inputOf = ({ name, value, community, parent, place, life }: ResourceView): ThingInput => ({
  name,
  value,
  community,
  life,
  ...(parent !== undefined && { parent }),
  ...(place !== undefined && { place }),
});
