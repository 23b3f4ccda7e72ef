import type { JsonSchema } from "@linli/contracts";
import { mapSchema } from "@linli/contracts";
import { compile } from "json-schema-to-typescript";

/** The TypeScript declaration of one schema. */
export interface TypeText {
  /** `export interface … { … }` or `export type … = …;`, with the descriptions as comments. */
  readonly text: string;
  /** Names of the shared definitions' types that it mentions. */
  readonly uses: readonly string[];
}

/** The name of a type after the name of a definition, action or kind: `opening-hours` and `openingHours` are `OpeningHours`. */
export function typeName(name: string): string {
  const pascal = name.replaceAll(/(^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_match, _between, first: string) =>
    first.toUpperCase(),
  );
  return globals.has(pascal) ? `${pascal}Value` : pascal;
}

/** Names that would hide what every reader takes them for. */
const globals = new Set([
  "Date",
  "File",
  "Map",
  "Number",
  "Object",
  "Range",
  "Record",
  "Request",
  "Set",
  "String",
  "Text",
]);

/** Declares a schema as `name`. Its references stay references: to the types of the shared definitions. */
export async function typeText(schema: JsonSchema, name: string): Promise<TypeText> {
  const uses = new Set<string>();
  const described = schema["description"];
  const typed = {
    ...typing(schema, uses),
    ...(typeof described === "string" ? { description: described } : {}),
    title: name,
  };
  const text = await compile(typed as Parameters<typeof compile>[0], name, {
    bannerComment: "",
    format: false,
    ignoreMinAndMaxItems: true,
    strictIndexSignatures: true,
    unknownAny: true,
  });
  return { text: indented(text.trim()), uses: [...uses].sort() };
}

/** What refuses values without saying anything of their type, or would be a type of its own. */
const silent =
  /^(?:x-.*|title|default|\$defs|if|then|else|not|dependent.*|propertyNames|(?:min|max)Contains|contains|format|pattern)$/;

function typing(schema: JsonSchema, uses: Set<string>): JsonSchema {
  const ref = schema["$ref"];
  const description = schema["description"];
  const said = description === undefined ? {} : { description };
  if (typeof ref === "string") {
    const name = typeName(ref.split("/").at(-1) ?? "");
    uses.add(name);
    return { tsType: name, ...said };
  }
  if (!tells(schema)) return { tsType: "unknown", ...said };
  const kept = Object.entries(schema).filter(([keyword, value]) => {
    if (silent.test(keyword)) return false;
    if (keyword !== "allOf" && keyword !== "anyOf" && keyword !== "oneOf") return true;
    // Beside a type, branches only narrow it; json-schema-to-typescript would make it open.
    return !("type" in schema) && (value as readonly JsonSchema[]).every(tells);
  });
  return mapSchema(Object.fromEntries(kept), (member) => typing(member, uses));
}

/** Whether a schema says of what type a value is. */
function tells(schema: JsonSchema): boolean {
  if (["$ref", "type", "enum", "const", "properties", "items"].some((keyword) => keyword in schema)) return true;
  return ["allOf", "anyOf", "oneOf"].some((keyword) => ((schema[keyword] ?? []) as readonly JsonSchema[]).some(tells));
}

function indented(text: string): string {
  let depth = 0;
  return text
    .split("\n")
    .map((line) => {
      if (/^[}\])]/.test(line)) depth--;
      const shown = `${"  ".repeat(depth)}${line}`.trimEnd();
      if (/[{[(]$/.test(line)) depth++;
      return shown;
    })
    .join("\n");
}
