import type { JsonSchema, Pointer } from "./json.js";

/** Where in a value stand the fields whose schema is such; `*` for every item. The schema's references are resolved. */
export function pointersWhere(
  schema: JsonSchema,
  isSuch: (schema: JsonSchema) => boolean,
  here: Pointer = "",
): readonly Pointer[] {
  if (isSuch(schema)) return [here];
  const members = Object.entries((schema["properties"] ?? {}) as { readonly [name: string]: JsonSchema });
  const items = schema["items"];
  return [
    ...members.flatMap(([name, member]) => pointersWhere(member, isSuch, `${here}/${name}`)),
    ...(typeof items === "object" && items !== null ? pointersWhere(items as JsonSchema, isSuch, `${here}/*`) : []),
  ];
}
