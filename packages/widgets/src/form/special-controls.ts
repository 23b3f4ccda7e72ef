import type { JsonSchema } from "@linli/contracts";
import { loadMore } from "../ui/load-more.js";
import type { More } from "../ui/more/zh-CN.js";
import type { Field } from "./fields.js";
import type { Control, FormHost } from "./host.js";

/** A control that only some forms need; it is given the sentences that only such forms say. */
export type SpecialControl = (field: Field, host: FormHost, more: More) => unknown;

type Special = { readonly [name: string]: SpecialControl };

const files = () => import("../controls/files.js");
const place = () => import("../controls/place.js");
const person = () => import("../controls/person.js");
const nested = () => import("../controls/nested.js");

/** Where special controls are, by the shared definition that they are for. */
const loaders: { readonly [name: string]: () => Promise<{ readonly controls: Special }> } = {
  file: files,
  files,
  photo: files,
  photos: files,
  place,
  point: place,
  personId: person,
  subjectId: person,
  resourceId: () => import("../controls/resource.js"),
  object: nested,
  list: nested,
};

/** The name of the special control that a schema asks for; `undefined`: a native one will do. */
export function specialFor(schema: JsonSchema): string | undefined {
  const type = String(schema["x-type"]);
  if (type in loaders) return type;
  if (schema.type === "array") {
    const items = schema.items as JsonSchema;
    const inner = `${String(items["x-type"])}s`;
    return inner === "photos" || inner === "files" ? inner : items.enum === undefined ? "list" : undefined;
  }
  return schema.properties === undefined ? undefined : "object";
}

/** Loads the special controls of these schemas, and of all within them. */
export async function loadControls(schemas: readonly JsonSchema[], locale: string): Promise<{ readonly [name: string]: Control }> {
  const needed = new Set(schemas.flatMap(specialsIn));
  if (needed.size === 0) return {};
  const [more, ...modules] = await Promise.all([loadMore(locale), ...[...needed].map((name) => loaders[name]?.())]);
  const controls = modules.flatMap((module) => Object.entries(module?.controls ?? {}));
  return Object.fromEntries(
    controls.map(([name, control]): [string, Control] => [name, (field, host) => control(field, host, more)]),
  );
}

function specialsIn(schema: JsonSchema): readonly string[] {
  const special = specialFor(schema);
  if (special !== undefined && special !== "object" && special !== "list") return [special];
  const inner = [...Object.values((schema.properties ?? {}) as object), schema.items].filter((one) => typeof one === "object");
  return [...(special === undefined ? [] : [special]), ...(inner as readonly JsonSchema[]).flatMap(specialsIn)];
}
