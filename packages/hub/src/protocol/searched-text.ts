import { every, visible, withAt, type Json, type JsonObject, type Labels, type Machine } from "@linli/contracts";
import type { Engine, Kind } from "../engine.js";
import type { RecordRow, ResourceRow, WholeRecord } from "../store/rows.js";
import type { Plan } from "./plan.js";
import { termsOf } from "./search-terms.js";

/** Somebody who is nothing to a record and holds no role but to live there. */
const anybody = { as: ["viewer"], roles: ["resident"] } as const;

/** Notes in the plan under which words a thing is found: while it is published, by what anybody may see of it. */
export function noteThingTerms(plan: Plan, row: ResourceRow): void {
  const terms = row.life === "published" ? termsOf(thingText(plan.engine, row).join(" ")) : [];
  plan.changes.terms.push({ kind: "resource", id: row.id, terms });
}

/** Notes under which words a notice is found: while it is published, by what anybody may see of it. */
export function noteNoticeTerms(
  plan: Plan,
  machine: Machine,
  before: WholeRecord | undefined,
  { row }: WholeRecord,
): void {
  if (machine.pattern.pattern !== "notice" || (before?.row.state === row.state && before.row.data === row.data)) return;
  const terms = row.state === "published" ? termsOf(noticeText(machine, row).join(" ")) : [];
  plan.changes.terms.push({ kind: "notice", id: row.id, terms });
}

/** What anybody may read of a thing: its name first, its address, its fields, the words of its kind for their values. */
export function thingText(engine: Engine, row: ResourceRow): readonly string[] {
  const kind = engine.kinds.get(row.kind);
  const hidden = (kind?.fields.hidden ?? []).flatMap((pointer) => every(row.value, pointer));
  const value = hidden.reduce<JsonObject>((left, { at }) => withAt(left, at, undefined) as JsonObject, row.value);
  return [row.name, ...(row.address === null ? [] : [row.address]), ...textsIn(value), ...wordsOf(kind, value)];
}

/** What anybody may read of a notice. */
export function noticeText(machine: Machine, { data }: Pick<RecordRow, "data">): readonly string[] {
  return textsIn(visible(machine, data, anybody));
}

/** All texts in a value, in order. */
export function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((one) => textsIn(one as Json | undefined));
}

/** What the kind calls itself and the values of its fields, in every language. */
function wordsOf(kind: Kind | undefined, value: JsonObject): readonly string[] {
  return Object.values((kind?.kind.labels ?? {}) as { readonly [locale: string]: Labels }).flatMap((labels) => [
    labels["title"] ?? "",
    ...Object.entries(value).flatMap(([name, one]) =>
      (Array.isArray(one) ? one : [one]).flatMap((item) => labels[`${name}=${String(item)}`] ?? []),
    ),
  ]);
}
