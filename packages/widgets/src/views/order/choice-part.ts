import { html, nothing } from "lit";
import type { Json, JsonSchema, Pointer } from "@linli/contracts";
import type { Part } from "../../form/community-form.js";
import { noteId, noteOf } from "../../form/frame.js";
import { put } from "../../form/pointers.js";
import type { OrderModel } from "./order-model.js";

/** One of a few, where what else is chosen may rule some out: those stay in sight and say why. */
export function choicePart(
  model: OrderModel,
  { at, schema, required }: { readonly at: Pointer; readonly schema: JsonSchema; readonly required: boolean },
  chosen: () => void,
): Part {
  const { words } = model.screen;
  const name = words.label(`record${at}`);
  const value = model.value[at.slice(1)];
  const say = (choice: Json) => words.label(`record${at}=${String(choice)}`, String(choice));
  return {
    id: at,
    name,
    required,
    answer: () => (value === undefined ? "" : say(value)),
    render: (host) => {
      const problems = new Set<string>();
      const picks = (schema.enum as readonly Json[]).map((choice) => {
        const problem = model.problemAt(at, choice);
        if (problem !== undefined) problems.add(`${say(choice)}：${problem}`);
        return html`<label class="pick"
          ><input
            type="radio"
            name="?choice${at}"
            .checked=${choice === value}
            ?disabled=${problem !== undefined}
            @change=${() => {
              put(model.value, at, choice);
              chosen();
            }}
          /><span>${say(choice)}</span></label
        >`;
      });
      return html`<fieldset class="field" id=${at} aria-describedby=${noteId(at)}>
        <legend>${name} ${required ? nothing : html`<span class="optional">${words.ui.optional}</span>`}</legend>
        <p class="note" id=${noteId(at)}>${noteOf(at, host)}</p>
        <div class="picks">${picks}</div>
        ${[...problems].map((one) => html`<p class="note">${one}</p>`)}
      </fieldset>`;
    },
  };
}
