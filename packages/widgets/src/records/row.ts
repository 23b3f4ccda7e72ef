import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { RecordView } from "@linli/contracts";
import { sayAhead, nextClock } from "../lib/say-clock.js";
import { sayMoment } from "../lib/say-time.js";
import type { Words } from "../lib/words.js";
import type { FlowWords } from "../ui/flows/flow-words.js";

/** What a row is made from. */
export interface Row {
  readonly view: RecordView;
  /** The scenario's words; `undefined` while they are being loaded. */
  readonly words: Words | undefined;
  readonly flow: FlowWords;
  /** The street's clock, in milliseconds. */
  readonly now: number;
  /** The reader's id, to say for whom it is where that is somebody else. */
  readonly me: string | undefined;
  readonly isCurrent: boolean;
  readonly isFresh: boolean;
  readonly select: () => void;
}

/** How a record stands, in words. */
export const stateOf = ({ state }: RecordView, words: Words | undefined): string => words?.label(`states/${state}`, state) ?? "";

/** One record in a line: what, how it stands, when, what is left of its clock, flags. */
export function row(of: Row): TemplateResult {
  const { view, words, flow, now, isCurrent, isFresh, select } = of;
  const clock = nextClock(view.clocks);
  const left = clock === undefined ? "" : sayAhead(clock.due, now, flow);
  const isSoon = clock !== undefined && Date.parse(clock.due) - now < 10 * 60_000;
  return html`<li>
    <button type="button" class="record-row" part="row" aria-current=${isCurrent ? "true" : nothing} data-record=${view.id} @click=${select}>
      <b class="what">${words?.label("title", view.scenario) ?? "…"}</b>
      <span class="how" data-state=${view.state}>${stateOf(view, words)}</span>
      <span class="about">${about(of)}</span>
      <span class="signs">
        ${view.flags.map((flag) => html`<span class="flag">! ${words?.label(`flags/${flag}`, flag) ?? ""}</span>`)}
        ${left === "" ? nothing : html`<span class=${isSoon ? "left soon" : "left"}>${left}</span>`}
        ${isFresh ? html`<span class="fresh">${flow.say("changed")}</span>` : nothing}
      </span>
    </button>
  </li>`;
}

/** Which one, when, and for whom. */
function about({ view, words, flow, me }: Row): string {
  const { uses, period, subject, opener, opened } = view;
  const thing = uses[0]?.name ?? firstWords(view, words);
  const when = words === undefined ? "" : sayWhen(period?.start ?? opened, period !== undefined, words);
  const isForOther = me !== undefined && subject.id !== me && subject.name !== undefined && (subject.id !== opener.id || opener.id !== me);
  return [isForOther ? flow.say("forPerson", { name: subject.name }) : "", thing, when].filter((one) => one !== "").join(" · ");
}

/** A date that is a whole day has no time. */
function sayWhen(instant: string, isPeriod: boolean, words: Words): string {
  const said = sayMoment(instant, words);
  return isPeriod && instant.slice(11, 16) === "00:00" ? said.slice(0, -6) : said;
}

/** What the first choice of the record says, where it uses nothing. */
function firstWords({ record }: RecordView, words: Words | undefined): string {
  for (const [name, value] of Object.entries(record)) {
    const said = typeof value === "string" ? words?.labels[`record/${name}=${value}`] : undefined;
    if (said !== undefined) return said;
  }
  const place = Object.values(record).find((value) => typeof (value as { readonly address?: unknown } | null)?.address === "string");
  return (place as { readonly address?: string } | undefined)?.address ?? "";
}
