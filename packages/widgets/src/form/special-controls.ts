import type { JsonSchema } from "@linli/contracts";
import type { Control } from "./host.js";

type Controls = { readonly [type: string]: Control };

/** Controls that only some forms need, by the shared definition that they are for; loaded when one is asked for. */
const loaders: { readonly [type: string]: () => Promise<{ readonly controls: Controls }> } = {
  file: () => import("../controls/files.js"),
  files: () => import("../controls/files.js"),
  photo: () => import("../controls/files.js"),
  photos: () => import("../controls/files.js"),
  place: () => import("../controls/place.js"),
  point: () => import("../controls/place.js"),
  personId: () => import("../controls/person.js"),
  subjectId: () => import("../controls/person.js"),
  resourceId: () => import("../controls/resource.js"),
};

/** Loads the special controls that a schema asks for, anywhere in it. */
export async function loadControls(schema: JsonSchema): Promise<Controls> {
  const types = new Set(Array.from(JSON.stringify(schema).matchAll(/"x-type":"(\w+)"/g), (found) => found[1] ?? ""));
  const loaded = await Promise.all([...types].map((type) => loaders[type]?.()));
  return Object.assign({}, ...loaded.map((module) => module?.controls)) as Controls;
}
