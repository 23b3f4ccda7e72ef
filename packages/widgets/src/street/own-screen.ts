import type { ExtField, Json, JsonObject, JsonSchema, Labels, OwnSay, RunPart, Tighter } from "@linli/contracts";
import { segments } from "@linli/contracts/json";
import type { Screen } from "../flow/screen.js";
import { wordsOf } from "../lib/words.js";

/** A screen as a street runs the scenario: tighter, with fields of its own, its settings and its words. */
export function ownScreen<T extends Screen>(screen: T, own: OwnSay): T {
  const { contract, words } = screen;
  const asks = Object.values(own.ext ?? {}).some(({ required }) => required === true);
  return {
    ...screen,
    contract: ownContract(contract, own),
    words: wordsOf(words.locale, { ...words.labels, ...ownLabels(own, words.locale) }, words.ui),
    ...(asks && { value: { ext: {} } }),
  };
}

/** What the street adds to the words of a scenario. */
function ownLabels({ labels, ext = {} }: OwnSay, locale: string): Labels {
  return Object.assign(
    {},
    ...Object.entries(ext).map(([name, field]) => {
      const at = `record/ext/${name}`;
      const choices = Object.entries(field.options ?? {}).map(([value, said]) => [
        `${at}=${value}`,
        inLocale(said, locale),
      ]);
      return {
        [at]: inLocale(field.labels, locale),
        ...(field.hints && { [`hints/${at}`]: inLocale(field.hints, locale) }),
        ...Object.fromEntries(choices),
      };
    }),
    labels?.[locale],
  ) as Labels;
}

/** A text in a language, or else in the first that it is said in. */
const inLocale = (said: Labels, locale: string): string =>
  said[locale] ?? said["zh-CN"] ?? Object.values(said)[0] ?? "";

function ownContract(contract: RunPart, { settings, parameters, fields = {}, ext }: OwnSay): RunPart {
  let { record } = contract;
  for (const [pointer, tighter] of Object.entries(fields)) record = tightened(record, segments(pointer), tighter);
  if (ext !== undefined)
    record = { ...record, properties: { ...(record.properties as JsonObject), ext: extSchema(ext) } };
  return {
    ...contract,
    record,
    settings: { ...contract.settings, ...settings },
    ...(parameters && { parameters: { ...contract.parameters, ...parameters } }),
  };
}

/** A schema that is tighter at one place, in its branches too. */
function tightened(schema: JsonSchema, [name, ...rest]: readonly string[], tighter: Tighter): JsonSchema {
  if (name === undefined) return narrowed(schema, tighter);
  const { properties, items, required = [] } = schema;
  const here = ((properties ?? {}) as { readonly [name: string]: JsonSchema })[name];
  const changed: { [keyword: string]: Json | undefined } = { ...schema };
  if (name === "*" && items !== undefined) changed.items = tightened(items as JsonSchema, rest, tighter);
  if (here !== undefined) {
    changed.properties = { ...(properties as JsonObject), [name]: tightened(here, rest, tighter) };
    if (rest.length === 0 && tighter.required)
      changed.required = [...new Set([...(required as readonly string[]), name])];
  }
  for (const branch of ["then", "else"])
    if (schema[branch])
      changed[branch] = tightened(schema[branch] as JsonSchema, [name, ...rest], {
        ...tighter,
        required: undefined as never,
      });
  if (schema.allOf)
    changed.allOf = (schema.allOf as readonly JsonSchema[]).map((part) => tightened(part, [name, ...rest], tighter));
  return changed;
}

const lows = ["minimum", "minLength", "minItems"] as const;
const highs = ["maximum", "maxLength", "maxItems"] as const;

/** Of two bounds the stricter one, and of the listed values those that the street leaves. */
function narrowed(schema: JsonSchema, tighter: Tighter): JsonSchema {
  const changed: { [keyword: string]: Json | undefined } = { ...schema };
  for (const low of lows)
    if (tighter[low] !== undefined)
      changed[low] = Math.max(tighter[low], (schema[low] as number | undefined) ?? -Infinity);
  for (const high of highs)
    if (tighter[high] !== undefined)
      changed[high] = Math.min(tighter[high], (schema[high] as number | undefined) ?? Infinity);
  const left = (listed: Json | undefined) => (listed as readonly Json[]).filter((one) => tighter.enum?.includes(one));
  const items = schema.items as JsonSchema | undefined;
  if (tighter.enum && items?.enum) changed.items = { ...items, enum: left(items.enum) };
  else if (tighter.enum && schema.enum) changed.enum = left(schema.enum);
  return changed;
}

function extSchema(ext: { readonly [name: string]: ExtField }): JsonSchema {
  const fields = Object.entries(ext);
  return {
    type: "object",
    required: fields.flatMap(([name, { required }]) => (required ? [name] : [])),
    properties: Object.fromEntries(fields.map(([name, field]) => [name, schemaOf(field)])),
  };
}

const longest = 200;

function schemaOf({ type, minimum, maximum, maxLength = longest, options = {} }: ExtField): JsonSchema {
  const bounds = { ...(minimum !== undefined && { minimum }), ...(maximum !== undefined && { maximum }) };
  switch (type) {
    case "text":
      return { type: "string", maxLength };
    case "number":
    case "integer":
      return { type, ...bounds };
    case "yes-no":
      return { type: "boolean" };
    case "date":
      return { type: "string", format: "date" };
    case "choice":
      return { enum: Object.keys(options) };
    case "choices":
      return { type: "array", uniqueItems: true, items: { enum: Object.keys(options) } };
    case "photo":
      return { type: "string", "x-type": "photo" };
  }
}
