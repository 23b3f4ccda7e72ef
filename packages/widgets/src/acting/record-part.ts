import { html } from "lit";
import type { RecordView } from "@linli/contracts";
import { metres } from "@linli/contracts/rules";
import type { Part } from "../form/community-form.js";
import { noteId, noteOf } from "../form/frame.js";
import type { FormHost } from "../form/host.js";
import { placeOf } from "../lib/place-of.js";
import { sayMetres } from "../lib/say-metres.js";
import { sayMoment } from "../lib/say-time.js";
import type { Acting, ActingField } from "./acting-parts.js";
import { choose, chosenAt } from "./chosen.js";

const most = 8;

/** Another record of the same scenario that is still open, the nearest first: what this one may be a part of. */
export async function recordPart({ at, required, name }: ActingField, { screen, view, flow }: Acting): Promise<Part> {
  const { words, street } = screen;
  const page = await street.client
    .recordPage({ scenario: view.scenario, for: "handler", limit: 100 })
    .catch(() => ({ items: [] as readonly RecordView[] }));
  const here = placeOf(view);
  const far = (one: RecordView) => metres(here, placeOf(one));
  const others = page.items
    .filter(({ id }) => id !== view.id)
    .sort((a, b) => (far(a) || Infinity) - (far(b) || Infinity) || (a.id < b.id ? 1 : -1))
    .slice(0, most);
  const say = (one: RecordView) => `${sayMoment(one.opened, words)} ${words.label(`states/${one.state}`, one.state)}`;
  let asked: FormHost | undefined;
  return {
    id: at,
    name,
    required,
    answer: () =>
      others
        .filter(({ id }) => asked !== undefined && chosenAt(at, asked).includes(id))
        .map(say)
        .join(words.ui.comma),
    render: (host) => {
      asked = host;
      return html`<fieldset class="field" id=${at} aria-describedby=${noteId(at)}>
        <legend>${name}</legend>
        <p class="note" id=${noteId(at)}>${flow.say("intoWhich")} ${noteOf(at, host)}</p>
        ${others.length === 0 ? html`<p class="empty">${flow.say("noOthers")}</p>` : ""}
        <div class="cards">
          ${others.map((one) => {
            const n = far(one);
            return html`<label class="pick card"
              ><input
                type="radio"
                name="?record"
                value=${one.id}
                .checked=${chosenAt(at, host).includes(one.id)}
                @change=${() => choose(at, one.id, false, host)}
              /><span
                ><b>${say(one)}</b><span class="count">${Number.isFinite(n) ? sayMetres(n, flow) : ""}</span>
                <span class="facts">${placeOf(one)?.address ?? ""} ${wordsIn(one)}</span></span
              ></label
            >`;
          })}
        </div>
      </fieldset>`;
    },
  };
}

/** What was said of it, in its opener's words. */
const wordsIn = ({ record }: RecordView): string =>
  typeof record.description === "string" ? record.description.slice(0, 40) : "";
