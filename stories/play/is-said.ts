import { at as read, sameJson } from "@linli/contracts";
import type { Json, JsonObject, JsonSchema } from "@linli/contracts";
import type { CommunityForm } from "@linli/widgets";
import type { Leaf } from "./leaves.js";
import { schemaAt } from "./schema-at.js";

/** What a form that changes a record held at first: files that are wanted are others than those. */
const first = new WeakMap<CommunityForm, JsonObject>();

/** Notes what a form holds before anybody fills it in. */
export function noteFirst(form: CommunityForm): void {
  if (form.task?.base === "record" && !first.has(form)) first.set(form, structuredClone(form.value) as JsonObject);
}

/** Whether a form says what is wanted. Files get ids of their own when they are sent, and ticks have no order. */
export function isSaid(form: CommunityForm, { at, wanted, schema }: Leaf): boolean {
  const said = read(form.value, at) as Json | undefined;
  const before = read(first.get(form) ?? {}, at) as Json | undefined;
  if (isFile(schema) && before !== undefined && sameJson(before, said ?? null)) return false;
  const hasCounters = form.renderRoot.querySelector('[id^="?item-"]') !== null;
  return isAs(said, wanted, schema, hasCounters);
}

/** No tick is no, or what the contract takes where nothing is said; none of several is an empty list. */
export function isUnsaid(form: CommunityForm, { at, wanted, schema }: Leaf): boolean {
  const unsaid = schema.type === "boolean" ? (schema.default ?? false) : [];
  return read(form.value, at) === undefined && sameJson(wanted, unsaid);
}

function isAs(said: Json | undefined, wanted: Json, schema: JsonSchema, isAnyOrder = false): boolean {
  if (Array.isArray(wanted)) {
    const items = (schema.items ?? {}) as JsonSchema;
    if (!Array.isArray(said) || said.length !== wanted.length) return false;
    if (isFile(schema)) return true;
    // Ticks and things with a counter each stand in the form's own order.
    if (isAnyOrder || Array.isArray(items.enum)) return sameJson(inOrder(said), inOrder(wanted));
    return (wanted as readonly Json[]).every((one, i) => isAs(said[i] as Json, one, items));
  }
  if (isFile(schema)) return said !== undefined;
  if (typeof wanted !== "object" || wanted === null || typeof said !== "object" || said === null)
    return sameJson(said ?? null, wanted);
  const names = new Set([...Object.keys(said), ...Object.keys(wanted)]);
  const member = (of: Json, name: string) => (of as JsonObject)[name];
  return [...names].every((name) => {
    const own = member(wanted, name);
    return own === undefined ? false : isAs(member(said, name), own, schemaAt(schema, name));
  });
}

const isFile = (schema: JsonSchema): boolean =>
  /^(?:photo|file)/.test(String(schema["x-type"] ?? (schema.items as JsonSchema | undefined)?.["x-type"] ?? ""));

const inOrder = (items: readonly unknown[]): Json => items.map((one) => JSON.stringify(one)).sort();
