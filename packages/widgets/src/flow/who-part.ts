import { html } from "lit";
import type { Part } from "../form/community-form.js";
import type { Words } from "../lib/words.js";

/** What the question needs. */
export interface Who {
  readonly words: Words;
  readonly behalf: readonly { readonly id: string; readonly name?: string }[];
  /** Who has been chosen; "": the reader herself. */
  readonly subject: string | undefined;
  readonly choose: (id: string) => void;
}

/** For whom: oneself, or those for whom one may act. */
export function whoPart({ words, behalf, subject, choose }: Who): Part {
  const people = [{ id: "", name: words.ui.me }, ...behalf];
  return {
    id: "?subject",
    name: words.ui.forWhom,
    required: true,
    answer: () => people.find((one) => one.id === subject)?.name ?? "",
    ready: () => subject !== undefined,
    render: (host) => {
      const fault = host.faultOf("?subject");
      return html`<fieldset class="field" id="?subject" aria-describedby="note-?subject">
        <legend>${words.ui.forWhom}</legend>
        <p class="note" id="note-?subject">${fault === undefined ? "" : html`<b class="fault">${fault}</b>`}</p>
        <div class="picks">
          ${people.map(
            ({ id, name }) =>
              html`<label class="pick"
                ><input
                  type="radio"
                  name="?subject"
                  value=${id}
                  .checked=${id === subject}
                  @change=${() => choose(id)}
                /><span>${name ?? id}</span></label
              >`,
          )}
        </div>
      </fieldset>`;
    },
  };
}
