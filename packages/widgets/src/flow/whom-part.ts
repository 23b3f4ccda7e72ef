import { html, nothing } from "lit";
import type { Part } from "../form/community-form.js";
import { peopleOf, sought } from "../lib/people-of.js";
import type { StreetContext } from "../street/context.js";
import { loadFlows } from "../ui/flows/flow-words.js";
import type { OpenView } from "./open-view.js";
import { whoWords } from "./who-words.js";

/** For whom, where somebody at a desk asks: oneself, those for whom one may act, or anybody of the street by name. */
export async function whomPart(
  street: StreetContext,
  behalf: readonly { readonly id: string; readonly name?: string }[],
): Promise<(view: OpenView) => Part> {
  const [flow, members] = await Promise.all([loadFlows(street.locale), peopleOf(street)]);
  const say = whoWords(street.locale);
  const forWhom = say("forWhom");
  let typed = "";
  const asks = flow.say(members.length === 0 ? "typeId" : "search");
  return (view) => {
    const near = [{ id: "", name: say("me") }, ...behalf];
    const known = sought(members, typed);
    // Who may not list everybody says a number.
    const found = known.length === 0 && typed !== "" ? [{ id: typed, name: typed }] : known;
    const chosen = members.filter(({ id }) => id === view.subject);
    const all = [...near, ...chosen, ...found];
    const people = all.filter((one, i) => all.findIndex(({ id }) => id === one.id) === i);
    return {
      id: "?subject",
      name: forWhom,
      required: true,
      answer: () => people.find((one) => one.id === view.subject)?.name ?? "",
      ready: () => view.subject !== undefined,
      render: (host) => {
        const fault = host.faultOf("?subject");
        return html`<fieldset class="field" id="?subject" aria-describedby="note-?subject">
          <legend>${forWhom}</legend>
          <p class="note" id="note-?subject">${fault === undefined ? "" : html`<b class="fault">${fault}</b>`}</p>
          <input
            type="search"
            name="?sought"
            autocomplete="off"
            aria-label=${asks}
            placeholder=${asks}
            .value=${typed}
            @input=${(event: Event) => {
              typed = (event.target as HTMLInputElement).value.trim();
              view.requestUpdate();
              host.requestUpdate();
            }}
          />
          ${typed !== "" && known.length === 0 ? html`<p role="status">${flow.say("typeId")}</p>` : nothing}
          <div class="picks">
            ${people.map(
              ({ id, name }) =>
                html`<label class="pick"
                  ><input
                    type="radio"
                    name="?subject"
                    value=${id}
                    .checked=${id === view.subject}
                    @change=${() => {
                      view.choose(id);
                      view.requestUpdate();
                    }}
                  /><span>${name ?? id}</span></label
                >`,
            )}
          </div>
        </fieldset>`;
      },
    };
  };
}
