import type { Json, JsonSchema } from "@linli/contracts";
import type { More } from "../ui/more/zh-CN.js";
import type { Field } from "./fields.js";
import type { Control, FormHost } from "./host.js";

/** A control that only some forms need; it is given the sentences that only such forms say. */
export type SpecialControl = (field: Field, host: FormHost, more: More) => unknown;

type Loader = () => Promise<{ readonly controls: { readonly [name: string]: SpecialControl } }>;

const files: Loader = () => import("../controls/files.js");
const further: Loader = () => import("../controls/further.js");
const person: Loader = () => import("../controls/person.js");
const place: Loader = () => import("../controls/place.js");
const resource: Loader = () => import("../controls/resource.js");

/** Where special controls are, by the shared definition or the kind of schema that they are for. */
const loaders: { readonly [name: string]: Loader } = {
  files,
  photos: files,
  place,
  point: place,
  personId: person,
  subjectId: person,
  resourceId: resource,
  fen: further,
  instant: further,
  list: further,
  object: further,
  select: further,
  yesOrNo: further,
};
const mostRadios = 6;

/** The name of the special control that a field asks for; `undefined`: a native one will do. */
export function specialFor(schema: JsonSchema, required: boolean): string | undefined {
  const type = String(schema["x-type"]);
  const items = schema.items as JsonSchema | undefined;
  const file = /^(?:photo|file)/.exec(type === "undefined" ? String(items?.["x-type"]) : type)?.[0];
  if (file !== undefined) return `${file}s`;
  if (type in loaders) return type;
  if (schema.type === "array" && items?.enum === undefined) return "list";
  if (schema.properties !== undefined) return "object";
  if (schema.format === "date-time") return "instant";
  if (((schema.enum ?? []) as readonly Json[]).length > mostRadios) return "select";
  return required && schema.type === "boolean" && schema.const === undefined ? "yesOrNo" : undefined;
}

/** Loads the special controls of these fields, and of all within them. */
export async function loadControls(fields: readonly Field[], locale: string): Promise<{ readonly [name: string]: Control }> {
  const needed = [...new Set(fields.flatMap(specialsIn).map((name) => loaders[name]))];
  if (needed.length === 0) return {};
  const { loadMore } = await import("../ui/load-more.js");
  const [more, ...modules] = await Promise.all([loadMore(locale), ...needed.map((load) => load?.())]);
  const controls = modules.flatMap((module) => Object.entries(module?.controls ?? {}));
  return Object.fromEntries(
    controls.map(([name, control]): [string, Control] => [name, (field, host) => control(field, host, more)]),
  );
}

function specialsIn({ schema, required }: Field): readonly string[] {
  const special = specialFor(schema, required);
  if (special === undefined || special === "select") return special === undefined ? [] : [special];
  const inner = special === "list" ? [schema.items] : Object.values((special === "object" && schema.properties) || {});
  return [special, ...inner.flatMap((one) => specialsIn({ at: "", schema: one as JsonSchema, required: true }))];
}
