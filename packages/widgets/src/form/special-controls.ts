import type { Json, JsonSchema } from "@linli/contracts";
import { loadMore } from "../ui/load-more.js";
import type { More } from "../ui/more/zh-CN.js";
import type { Field } from "./fields.js";
import type { Control, FormHost } from "./host.js";

/** A control that only some forms need; it is given the sentences that only such forms say. */
export type SpecialControl = (field: Field, host: FormHost, more: More) => unknown;

const loaders: { readonly [name: string]: () => Promise<{ readonly control: SpecialControl }> } = {
  files: () => import("../controls/files.js"),
  further: () => import("../controls/further.js"),
  person: () => import("../controls/person.js"),
  place: () => import("../controls/place.js"),
  resource: () => import("../controls/resource.js"),
};

/** The shared definitions that have a control of their own. */
const byType = [
  ["files", /^(?:photo|file)s?$/],
  ["place", /^(?:place|point)$/],
  ["person", /^(?:person|subject)Id$/],
  ["resource", /^resourceId$/],
  ["further", /^(?:fen|stars)$/],
] as const;
const mostRadios = 6;

const ownOf = (type: unknown) => byType.find(([, types]) => types.test(String(type)))?.[0];

/** The name of the special control that a field asks for; `undefined`: a native one will do. */
export function specialFor({ schema }: Field): string | undefined {
  const items = schema.items as JsonSchema | undefined;
  const own = ownOf(schema["x-type"]);
  if (own !== undefined || ownOf(items?.["x-type"]) === "files") return own ?? "files";
  const isFurther =
    (items !== undefined && items.enum === undefined) ||
    schema.properties !== undefined ||
    schema.format === "date-time" ||
    ((schema.enum ?? []) as readonly Json[]).length > mostRadios ||
    schema.const === true ||
    schema.type === "boolean";
  return isFurther ? "further" : undefined;
}

/** Loads the special control of a field, and those of all fields within it, each with its name. */
export async function loadControls(
  field: Field,
  locale: string,
): Promise<readonly (readonly [name: string, Control])[]> {
  const within = Array.from(JSON.stringify(field).matchAll(/"x-type":"(\w+)"/g), ([, type]) => ownOf(type));
  const names = [...new Set([specialFor(field), ...within])].filter((name) => name !== undefined);
  const [more, ...modules] = await Promise.all([loadMore(locale), ...names.map((name) => loaders[name]?.())]);
  return names.map((name, i) => [name, (inner, host) => modules[i]?.control(inner, host, more)]);
}
