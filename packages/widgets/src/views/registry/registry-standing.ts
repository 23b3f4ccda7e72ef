import { html, nothing } from "lit";
import type { EventView, JsonObject } from "@linli/contracts";
import { headline } from "../../board/headline.js";
import { sayDate } from "../../lib/say-date.js";
import { sayMoment } from "../../lib/say-time.js";
import { css as boardCss } from "../../sheets/board.css.js";
import { css } from "../../sheets/standing.css.js";
import { addStyles } from "../../sheets/sheets.js";
import { certificate } from "../../standing/certificate.js";
import { clocks } from "../../standing/clocks.js";
import "../../standing/community-talk.js";
import { files } from "../../standing/files.js";
import { stages } from "../../standing/stages.js";
import type { Standing } from "../../standing/standing.js";
import { changesSaid } from "./changes-said.js";
import { registryWords } from "./registry-words.js";

addStyles(boardCss);
addStyles(css);

const soon = 7 * 24 * 3_600_000;

/** What is done next, before all else. */
export const first = ["confirm-change", "advance", "verify", "propose-change", "add-entry", "change"];

/** What an entry is about, what is asked to be changed, what was changed and noted, and who may see it. */
export function standing(of: Standing): unknown {
  const { view, screen, handle } = of;
  const { words } = screen;
  const say = registryWords(words.locale);
  const isPersons = view.subject.id !== view.community && view.subject.name !== undefined;
  return html`<section class="standing">
    <div>
      <h3 class="topic">${view.uses[0]?.name ?? headline(view, screen)}</h3>
      ${isPersons ? html`<p class="note">${say("whose", { name: view.subject.name })}</p>` : nothing}
    </div>
    ${certificate(of)} ${view.state === "changed" ? proposed(of) : nothing} ${stages(of)} ${clocks(of, soon)}
    ${history(of)} ${files(of)}
    <community-talk .handle=${handle} kind="entries" .name=${say("entries")} .words=${words}></community-talk>
    ${seen(of)}
  </section>`;
}

/** What is asked to be changed, beside what stands there now. */
function proposed(of: Standing): unknown {
  const say = registryWords(of.screen.words.locale);
  const asked = (of.view.events ?? []).filter(({ action }) => action === "propose-change").at(-1)?.input;
  const changes = asked?.changes;
  if (typeof changes !== "object" || changes === null) return nothing;
  return html`<section class="shown-input">
    <h3>${say("proposed")}</h3>
    <dl class="facts">
      ${changesSaid(changes as JsonObject, of).map(
        ({ name, to, from }) =>
          html`<div>
            <dt>${name}</dt>
            <dd>
              <b>${to}</b><br /><span class="note">${say("from", { value: from === "" ? say("none1") : from })}</span>
            </dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

/** Every change with its date and whoever made it: how it came to read as it does. */
function history(of: Standing): unknown {
  const { view, screen, local } = of;
  const { words } = screen;
  const say = registryWords(words.locale);
  const made = takenOver(view.events ?? []);
  if (made.length === 0) return nothing;
  return html`<details class="more-of">
    <summary>${say("history")}</summary>
    <ol class="talk">
      ${made.map(({ at, by, action, input }) => {
        const said = changesSaid(input?.changes as JsonObject, of);
        const asOf = input?.asOf;
        return html`<li>
          <span class="note"
            >${sayMoment(local(at), words)} ${by?.name ?? ""} ${words.label(`actions/${action ?? ""}`)}</span
          >
          ${said.map(({ name, to }) => html`<p>${name} → <b>${to === "" ? say("none1") : to}</b></p>`)}
          ${typeof asOf === "string" ? html`<p>${say("asOf", { day: sayDate(asOf, words) })}</p>` : nothing}
        </li>`;
      })}
    </ol>
  </details>`;
}

/** Changes that were made; what was only asked for, or refused, is none. */
function takenOver(events: readonly EventView[]): readonly EventView[] {
  const made: EventView[] = [];
  let asked: EventView | undefined;
  for (const event of events) {
    if (event.action === "propose-change") asked = event;
    if (event.action === "refuse-change") asked = undefined;
    if (event.action === "confirm-change" && asked !== undefined) made.push(asked);
    if (event.action === "change") made.push(event);
  }
  return made.filter(({ input }) => typeof input?.changes === "object");
}

/** Who may see what. */
function seen({ screen }: Standing): unknown {
  const { words, contract } = screen;
  const say = registryWords(words.locale);
  const open = (contract.settings.openView ?? []) as readonly string[];
  const fields = open.map((pointer) => words.label(`record${pointer}`)).filter((one) => one !== "");
  return html`<details class="more-of">
    <summary>${say("seen")}</summary>
    ${fields.length === 0 ? nothing : html`<p>${say("openView", { fields: fields.join(words.ui.comma) })}</p>`}
    <p>${say("others")}</p>
  </details>`;
}
