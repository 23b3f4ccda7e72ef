import { html, nothing } from "lit";
import type { RunPart } from "@linli/contracts";
import type { Words } from "../../lib/words.js";
import type { FlowWords } from "../../ui/flows/flow-words.js";
import { stageNames } from "./stage-names.js";

/** What will happen once it is handed in: the stages in their order, and by when there is an answer. */
export function nextSteps({ settings }: Pick<RunPart, "settings">, words: Words, flow: FlowWords): unknown {
  const stages = stageNames(words);
  const within = answeredWithin(settings, flow);
  if (stages.length === 0 && within === "") return nothing;
  return html`<section class="next-steps">
    <h3 class="part">${flow.say("whatNext")}</h3>
    <ol>
      ${stages.map(({ name }) => html`<li>${name}</li>`)} ${within === "" ? nothing : html`<li>${within}</li>`}
    </ol>
  </section>`;
}

/** By when there is an answer, in words. */
export function answeredWithin({ decideWithin, calendar }: RunPart["settings"], flow: FlowWords): string {
  const [, days] = /^P(\d+)D$/.exec(String(decideWithin)) ?? [];
  return days === undefined ? "" : flow.say(calendar === "always" ? "decidedWithinDays" : "decidedWithin", { n: days });
}
