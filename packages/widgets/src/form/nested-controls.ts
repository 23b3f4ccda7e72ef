import { html, nothing } from "lit";
import type { Json, JsonSchema } from "@linli/contracts";
import { fieldsOf } from "./fields.js";
import { group } from "./frame.js";
import type { Control } from "./host.js";

/** A value that the contract fixes: written, not asked. */
export const fixed: Control = ({ at, schema, required }, host) => {
  if (required) host.init(at, schema.const ?? null);
  return nothing;
};

/** Fields that belong together. */
export const object: Control = (field, host) => {
  if (field.required) host.init(field.at, {});
  const fields = fieldsOf(field.schema, field.at, host.get(field.at));
  return group(field, host, fields.map(host.field), "box");
};

/** Items of a kind, as many as there are. */
export const list: Control = (field, host) => {
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
            ${host.words.say("remove", { n: i + 1 })}
          </button>`}
    </div>`;
  });
  const add = html`<button type="button" @click=${() => host.add(at, shown, item)}>
    ${host.words.say("add", { field: host.labelOf(at) })}
  </button>`;
  const full = shown >= ((schema.maxItems as number | undefined) ?? Infinity);
  return group(field, host, html`${items}${full ? nothing : add}`, "box");
};
