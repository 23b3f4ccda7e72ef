import { html } from "lit";
import type { Part } from "../form/community-form.js";
import type { StreetContext } from "../street/context.js";
import type { OpenView } from "./open-view.js";
import { whoWords } from "./who-words.js";

/** How it is asked for whom it is: among a few, or at a desk among all. */
export async function asksWho(
  street: StreetContext,
  behalf: readonly { readonly id: string; readonly name?: string }[],
  isDesk: boolean,
): Promise<(view: OpenView) => Part> {
  if (!isDesk) return (view) => whoPart(view, behalf);
  const { whomPart } = await import("./whom-part.js");
  return whomPart(street, behalf);
}

/** For whom: oneself, or those for whom one may act. */
function whoPart(view: OpenView, behalf: readonly { readonly id: string; readonly name?: string }[]): Part {
  const { screen, subject } = view;
  const say = whoWords(screen?.words.locale ?? "");
  const forWhom = say("forWhom");
  const people = [{ id: "", name: say("me") }, ...behalf];
  return {
    id: "?subject",
    name: forWhom,
    required: true,
    answer: () => people.find((one) => one.id === subject)?.name ?? "",
    ready: () => subject !== undefined,
    render: (host) => {
      const fault = host.faultOf("?subject");
      return html`<fieldset class="field" id="?subject" aria-describedby="note-?subject">
        <legend>${forWhom}</legend>
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
                  @change=${() => view.choose(id)}
                /><span>${name ?? id}</span></label
              >`,
          )}
        </div>
      </fieldset>`;
    },
  };
}
