import { html, nothing } from "lit";
import type { RecordView } from "@linli/contracts";
import { headline } from "../../board/headline.js";
import { sayMoment } from "../../lib/say-time.js";
import { css as boardCss } from "../../sheets/board.css.js";
import { css } from "../../sheets/standing.css.js";
import { addStyles } from "../../sheets/sheets.js";
import { clocks } from "../../standing/clocks.js";
import { files } from "../../standing/files.js";
import { shownInput } from "../../standing/shown-input.js";
import { stages } from "../../standing/stages.js";
import type { Standing } from "../../standing/standing.js";
import { whereAndWhom } from "../../standing/where-and-whom.js";
import { alertWords } from "./alert-words.js";

addStyles(boardCss);
addStyles(css);

/** What is done next, before all else: whoever it is about says that all is well; who is there says what was found. */
export const first = ({ subject, assignees }: RecordView, me: string | undefined): readonly string[] => {
  if (subject.id === me) return ["dismiss", "acknowledge"];
  if (assignees.some(({ id }) => id === me)) return ["advance", "clear", "dismiss", "dispatch"];
  return ["acknowledge", "dispatch", "advance", "clear", "dismiss"];
};

/** What matters is said above; all of it stays to be looked up. */
export const folds = true;

/** What happened, about whom, who comes, what is left of the time; then what was found. */
export function standing(of: Standing): unknown {
  const { view, screen, local } = of;
  const { words } = screen;
  const say = alertWords(words.locale);
  const isOver = view.state === "cleared" || view.state === "false-alarm";
  const isAboutPerson = view.subject.id !== view.community && view.subject.name !== undefined;
  return html`<section class="standing">
    <div>
      ${isAboutPerson ? html`<p class="big">${view.subject.name}</p>` : nothing}
      <h3 class="topic">${headline(view, screen)}</h3>
      <p class="note">
        ${[view.uses[0]?.name, say("since", { when: sayMoment(local(view.opened), words) })].filter(Boolean).join(" · ")}
      </p>
    </div>
    <p class="next who">${sentence(of)}</p>
    ${isOver ? nothing : html`${clocks(of)} ${whereAndWhom(of, say)}`} ${stages(of)} ${files(of)}
    ${shownInput(of, "clear")} ${shownInput(of, "dismiss")}
  </section>`;
}

/** Who comes, in a sentence. */
function sentence({ view, screen, me }: Standing): string {
  const { words } = screen;
  const say = alertWords(words.locale);
  const mine = view.subject.id === me && view.actions.includes("dismiss");
  if (view.state === "cleared") return say("overBy");
  if (view.state === "false-alarm") return say("falseBy");
  if (mine) return say("yours", { action: words.label("actions/dismiss") });
  const names = view.assignees.map(({ name, id }) => name ?? id).join(words.ui.comma);
  if (names !== "") return say("comes", { name: names });
  return say(view.state === "raised" ? "nobody" : "known");
}
