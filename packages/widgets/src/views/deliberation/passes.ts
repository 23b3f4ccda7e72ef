import { html, nothing } from "lit";
import { fixedTime } from "@linli/contracts/fixed-time";
import { evaluate, truthy } from "@linli/contracts/rules";
import type { RecordView } from "@linli/contracts";
import type { BallotRule, Condition } from "../../acting/options-of.js";
import type { deliberationWords } from "./deliberation-words.js";

type Say = ReturnType<typeof deliberationWords>;

/** What it takes to pass, each condition in a sentence: those that hold for this matter. */
export function passes({ record }: RecordView, { pass, options }: BallotRule, say: Say): unknown {
  const holding = pass.filter(
    ({ when }) => when === undefined || truthy(evaluate(when, { record }, fixedTime("+08:00"))),
  );
  return holding.length === 0
    ? nothing
    : html`<details class="more-of">
        <summary>${say("passes")}</summary>
        <ul class="points">
          ${holding.map((one) => html`<li>${sentence(one, options[0] ?? "", say)}</li>`)}
        </ul>
      </details>`;
}

function sentence({ of, by, atLeast, moreThan }: Condition, first: string, say: Say): string {
  const [part, whole] = atLeast ?? moreThan ?? [0, 1];
  const share = part === 1 && whole === 2 ? say("half") : `${part}/${whole}`;
  const how = say(moreThan === undefined ? "atLeast" : "moreThan");
  const weight = ({ head: "Head", area: "Area", share: "Share" } as const)[by];
  return of === "turnout" ? say(`turnout${weight}`, { share }) : say(`for${weight}`, { share, how, first });
}
