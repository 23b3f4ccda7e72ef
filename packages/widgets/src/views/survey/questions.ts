import type { Json, JsonObject, JsonSchema, Pointer } from "@linli/contracts";
import { fits } from "../../form/check.js";
import type { Part } from "../../form/community-form.js";
import { fieldsOf } from "../../form/fields.js";
import type { Field } from "../../form/fields.js";
import type { Words } from "../../lib/words.js";

/** Something that is only asked where a condition holds: which of an object's fields, and what decides it. */
interface Branch {
  readonly object: string;
  readonly names: readonly string[];
  /** The field whose answer decides. */
  readonly by: string;
  readonly holds: boolean;
}

/**
 * Questions that stand together in an object, each as a question of its own; one that hangs on another answer comes right
 * after that one, and only then.
 */
export function questions(schema: JsonSchema, value: JsonObject, words: Words): ReadonlyMap<Pointer, readonly Part[]> {
  const parts = new Map<Pointer, readonly Part[]>();
  const branches = branchesOf(schema, value);
  const fields = fieldsOf(schema, "", value);
  for (const { at, schema: own, required } of fields) {
    if (!isGroup(own)) continue;
    const object = at.slice(1);
    const base = (((schema.properties ?? {}) as { readonly [name: string]: JsonSchema })[object] ?? own) as JsonSchema;
    const needed = new Set((base.required ?? []) as readonly string[]);
    const held = branches.filter((one) => one.object === object);
    const inner = Object.entries((base.properties ?? {}) as { readonly [name: string]: JsonSchema });
    const partOf = ([name, field]: readonly [string, JsonSchema], isNeeded: boolean): Part =>
      part({ at: `${at}/${name}`, schema: field, required: isNeeded }, value, words);
    const isHeld = (name: string) => held.some(({ names }) => names.includes(name));
    parts.set(
      at,
      inner.filter(([name]) => !isHeld(name)).map((one) => partOf(one, required && needed.has(one[0]))),
    );
    for (const { by, names, holds } of held) {
      const asked = fields.find((field) => field.at === `/${by}`);
      if (asked === undefined || !holds) continue;
      const after = inner.filter(([name]) => names.includes(name)).map((one) => partOf(one, true));
      parts.set(asked.at, [...(parts.get(asked.at) ?? [part(asked, value, words)]), ...after]);
    }
  }
  return parts;
}

/** Fields of one kind, each of which is a question. */
function isGroup({ properties, "x-type": type }: JsonSchema): boolean {
  const inner = Object.values((properties ?? {}) as { readonly [name: string]: JsonSchema });
  return (
    type === undefined && inner.length > 1 && inner.every((one) => one["x-type"] === "stars" || one.enum !== undefined)
  );
}

function part(field: Field, value: JsonObject, words: Words): Part {
  const { at } = field;
  const answer = () =>
    at
      .slice(1)
      .split("/")
      .reduce<Json | undefined>((here, name) => (here as JsonObject | undefined)?.[name], value);
  return {
    id: at,
    name: words.label(`record${at}`),
    required: field.required,
    ready: () => answer() !== undefined,
    answer: () => {
      const said = answer();
      if (said === undefined) return "";
      return typeof said === "number"
        ? "★".repeat(said)
        : words.label(`record${at}=${String(said)}`, said === true ? "✓" : "—");
    },
    render: (host) => host.field(field),
  };
}

/** What a condition of the record adds to what one of its objects must hold. */
function branchesOf(schema: JsonSchema, value: JsonObject): readonly Branch[] {
  const conditions = [schema, ...((schema.allOf ?? []) as readonly JsonSchema[])].filter((one) => one.if !== undefined);
  return conditions.flatMap(({ if: when, then }) => {
    const [by] = Object.keys(((when as JsonSchema).properties ?? {}) as JsonObject);
    const changed = ((then as JsonSchema | undefined)?.properties ?? {}) as { readonly [name: string]: JsonSchema };
    return Object.entries(changed).flatMap(([object, { required }]) =>
      by === undefined || !Array.isArray(required)
        ? []
        : [{ object, names: required as readonly string[], by, holds: fits(when, value) }],
    );
  });
}
