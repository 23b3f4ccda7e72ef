import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Period, Pointer, ResourceAvailability } from "@linli/contracts";
import type { Part } from "../../form/community-form.js";
import { noteId, noteOf } from "../../form/frame.js";
import { factsOf } from "../../lib/facts-of.js";
import { sayMoment } from "../../lib/say-time.js";
import type { Words } from "../../lib/words.js";
import { activityWords } from "./activity-words.js";

/** When a session is, as it says itself. */
export const periodOf = ({ value }: Pick<ResourceAvailability, "value">): Period | undefined =>
  value.period as Period | undefined;

/** How many places are left. */
export const leftOf = ({ left, capacity }: ResourceAvailability): number | undefined => left?.[0] ?? capacity;

/** Whether one can still enter: it has not begun. */
export const isAhead = (one: ResourceAvailability, now: string): boolean => {
  const start = periodOf(one)?.start;
  return start === undefined || Date.parse(start) > Date.parse(now);
};

/** What there is to say of a session: when, where, what it is like, how many places are left. */
export function sessionCard(
  one: ResourceAvailability,
  { words, mayWait }: { readonly words: Words; readonly mayWait: boolean },
): TemplateResult {
  const say = activityWords(words.locale);
  const period = periodOf(one);
  const left = leftOf(one);
  const places =
    left === undefined
      ? ""
      : left > 0
        ? say("leftOf", { n: left, of: one.capacity ?? left })
        : say(mayWait ? "fullWait" : "full");
  return html`<b>${one.name}</b>
    <span class="facts">${period === undefined ? "" : sayMoment(period.start, words, period.end)}</span>
    <span class="facts">${[one.place?.address, factsOf(one, words)].filter(Boolean).join(" · ")}</span>
    ${places === "" ? nothing : html`<strong class="count">${places}</strong>`}`;
}

/** Which session, each with when and what is left of it; a full one can be waited for where the contract lets it. */
export function sessionPart(asked: {
  readonly at: Pointer;
  readonly sessions: readonly ResourceAvailability[];
  readonly words: Words;
  readonly mayWait: boolean;
  readonly chosen: () => void;
}): Part {
  const { at, sessions, words, mayWait, chosen } = asked;
  const name = words.label(`record${at}`);
  let value: unknown;
  return {
    id: at,
    name,
    required: true,
    answer: () => sessions.find(({ id }) => id === value)?.name ?? "",
    render: (host) => {
      value = host.get(at);
      host.reads(at, (input) => input.value);
      return html`<fieldset class="field" id=${at} aria-describedby=${noteId(at)}>
        <legend>${name}</legend>
        <p class="note" id=${noteId(at)}>${noteOf(at, host)}</p>
        ${sessions.length === 0 ? html`<p class="empty">${activityWords(words.locale)("noOffers")}</p>` : nothing}
        <div class="cards" @change=${chosen}>
          ${sessions.map(
            (one) =>
              html`<label class="pick card session"
                ><input
                  type="radio"
                  name=${at}
                  value=${one.id}
                  .checked=${one.id === value}
                  ?disabled=${leftOf(one) === 0 && !mayWait && one.id !== value}
                /><span>${sessionCard(one, { words, mayWait })}</span></label
              >`,
          )}
        </div>
      </fieldset>`;
    },
  };
}
