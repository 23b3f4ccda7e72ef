import { html } from "lit";
import type { Part } from "../form/community-form.js";
import { noteId, noteOf } from "../form/frame.js";
import type { FormHost } from "../form/host.js";
import type { FlowWords } from "../ui/flows/flow-words.js";
import type { Acting, ActingField } from "./acting-parts.js";

const five = [1, 2, 3, 4, 5] as const;

const wordsFor = (n: number, { flows }: FlowWords): string =>
  [flows.star1, flows.star2, flows.star3, flows.star4, flows.star5][n - 1] ?? "";

/** How satisfied: five stars, each with its words. */
export async function starsPart({ at, required, name }: ActingField, { flow }: Acting): Promise<Part> {
  let asked: FormHost | undefined;
  const say = (n: number) => `${flow.say("stars", { n })} ${wordsFor(n, flow)}`;
  return {
    id: at,
    name,
    required,
    answer: () => (typeof asked?.get(at) === "number" ? say(Number(asked.get(at))) : ""),
    render: (host) => {
      asked = host;
      const value = Number(host.get(at) ?? 0);
      return html`<fieldset class="field" id=${at} aria-describedby=${noteId(at)}>
        <legend>${name} <span class="said">${value > 0 ? say(value) : ""}</span></legend>
        <p class="note" id=${noteId(at)}>${noteOf(at, host)}</p>
        <div class="stars">
          ${five.map(
            (n) =>
              html`<label class="pick star"
                ><input
                  type="radio"
                  name="?stars${at}"
                  value=${n}
                  .checked=${n === value}
                  aria-label=${say(n)}
                  @change=${() => {
                    host.set(at, n);
                    host.requestUpdate();
                  }}
                /><span aria-hidden="true">${n <= value ? "★" : "☆"}</span></label
              >`,
          )}
        </div>
      </fieldset>`;
    },
  };
}
