import { html, nothing } from "lit";
import type { Part } from "../form/community-form.js";
import { noteId, noteOf } from "../form/frame.js";
import type { FormHost } from "../form/host.js";
import type { Acting, ActingField } from "./acting-parts.js";
import { ballotOf } from "./options-of.js";

/** A ballot: each option in a line of its own, as on paper. The input names them by their place. */
export async function ballotPart({ at, required, name }: ActingField, { screen, view }: Acting): Promise<Part> {
  const { options = [], choices: most = 1 } = ballotOf(screen.contract, view.record) ?? {};
  let asked: FormHost | undefined;
  const chosenOf = (host: FormHost) => (host.get(at) ?? []) as readonly number[];
  const choose = (host: FormHost, i: number) => {
    const now = chosenOf(host);
    const next = now.includes(i) ? now.filter((one) => one !== i) : [...now, i].sort();
    host.set(at, most === 1 ? [i] : next);
    host.requestUpdate();
  };
  return {
    id: at,
    name,
    required,
    answer: () =>
      asked === undefined
        ? ""
        : chosenOf(asked)
            .map((i) => options[i])
            .join(screen.words.ui.comma),
    render: (host) => {
      asked = host;
      const chosen = chosenOf(host);
      const isFull = most > 1 && chosen.length >= most;
      return html`<fieldset class="field" id=${at} aria-describedby=${noteId(at)}>
        <legend>${name} ${most > 1 ? html`<span class="said">${chosen.length} / ${most}</span>` : nothing}</legend>
        <p class="note" id=${noteId(at)}>${noteOf(at, host)}</p>
        <div class="cards">
          ${options.map(
            (option, i) =>
              html`<label class="pick card"
                ><input
                  type=${most === 1 ? "radio" : "checkbox"}
                  name="?ballot"
                  value=${i}
                  .checked=${chosen.includes(i)}
                  ?disabled=${isFull && !chosen.includes(i)}
                  @change=${() => choose(host, i)}
                /><span><b>${option}</b></span></label
              >`,
          )}
        </div>
      </fieldset>`;
    },
  };
}
