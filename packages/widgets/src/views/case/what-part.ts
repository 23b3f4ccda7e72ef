import { html } from "lit";
import type { Json, JsonSchema, Pointer } from "@linli/contracts";
import type { Part } from "../../form/community-form.js";
import { noteId, noteOf } from "../../form/frame.js";
import { put } from "../../form/pointers.js";
import type { Words } from "../../lib/words.js";

/** What is needed to ask. */
export interface What {
  readonly at: Pointer;
  readonly schema: JsonSchema;
  readonly value: { [name: string]: Json | undefined };
  readonly words: Words;
  readonly chosen: () => void;
}

/** What it is: large tiles, all in sight, one tap. */
export function whatPart({ at, schema, value, words, chosen }: What): Part {
  const name = words.label(`record${at}`);
  const now = value[at.slice(1)];
  const say = (choice: Json) => words.label(`record${at}=${String(choice)}`, String(choice));
  return {
    id: at,
    name,
    required: true,
    answer: () => (now === undefined ? "" : say(now)),
    render: (host) =>
      html`<fieldset class="field" id=${at} aria-describedby=${noteId(at)}>
        <legend>${name}</legend>
        <p class="note" id=${noteId(at)}>${noteOf(at, host)}</p>
        <div class="tiles">
          ${(schema.enum as readonly Json[]).map(
            (choice) =>
              html`<label class="pick"
                ><input
                  type="radio"
                  name="?what"
                  value=${String(choice)}
                  .checked=${choice === now}
                  @change=${() => {
                    put(value, at, choice);
                    chosen();
                  }}
                /><span>${say(choice)}</span></label
              >`,
          )}
        </div>
      </fieldset>`,
  };
}
