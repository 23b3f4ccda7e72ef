import { html, nothing } from "lit";
import type { Json, JsonSchema } from "@linli/contracts";
import { fieldsOf } from "../form/fields.js";
import { group } from "../form/frame.js";
import type { SpecialControl } from "../form/special-controls.js";
import { fill } from "../lib/words.js";

/** Fields that belong together. */
const object: SpecialControl = (field, host) => {
  if (field.required) host.init(field.at, {});
  const fields = fieldsOf(field.schema, field.at, host.get(field.at));
  return group(field, host, fields.map(host.field), "box");
};

/** Items of a kind, as many as there are. */
const list: SpecialControl = (field, host, more) => {
  const { at, schema, required } = field;
  const item = schema.items as JsonSchema;
  const count = ((host.get(at) ?? []) as readonly Json[]).length;
  const shown = Math.max(count, required ? 1 : 0);
  const items = Array.from({ length: shown }, (_, i) => {
    const here = `${at}/${i}`;
    return html`<div class="item">
      ${host.field({ at: here, schema: item, required: true })}
      ${shown === 1 && required
        ? nothing
        : html`<button type="button" class="quiet" @click=${() => host.remove(here)}>
            ${fill(more.remove, { n: i + 1 })}
          </button>`}
    </div>`;
  });
  const add = html`<button type="button" @click=${() => host.add(at, shown, item)}>
    ${fill(more.add, { field: host.labelOf(at) })}
  </button>`;
  const full = shown >= ((schema.maxItems as number | undefined) ?? Infinity);
  return group(field, host, html`${items}${full ? nothing : add}`, "box");
};

/** Controls for fields within fields. */
export const controls = { object, list };
