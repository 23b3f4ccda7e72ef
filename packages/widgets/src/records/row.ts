import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { fixedTime } from "@linli/contracts/fixed-time";
import type { JsonObject, RecordView } from "@linli/contracts";
import { sayAhead, nextClock } from "../lib/say-clock.js";
import { daysLater, sayDay } from "../lib/say-time.js";
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
  /** Whether it is work to be done, so that every clock counts. */
  readonly isWork: boolean;
  readonly isCurrent: boolean;
  readonly isFresh: boolean;
  readonly select: () => void;
}

const minute = 60_000;
const hour = 60 * minute;

/** Actions that wait for whom it is for. */
const yours = ["submit", "supply", "close"] as const;

/** How a record stands, in words. */
export const stateOf = ({ state }: RecordView, words: Words | undefined): string =>
  words?.label(`states/${state}`, state) ?? "";

/** One record in a line: what, how it stands, when, what is left of its clock, flags. */
export function row(of: Row): TemplateResult {
  const { view, words, flow, now, isWork, isCurrent, isFresh, select } = of;
  const clock = nextClock(view.clocks);
  const ahead = clock === undefined ? Infinity : Date.parse(clock.due) - now;
  const isAsked = isWork || view.actions.includes("supply") || (ahead < 2 * hour && view.period === undefined);
  const left = clock === undefined || !isAsked ? "" : sayAhead(clock.due, now, flow);
  const isSoon = ahead < 10 * minute;
  const turn = isWork ? undefined : yours.find((action) => view.actions.includes(action));
  return html`<li>
    <button
      type="button"
      class="record-row"
      part="row"
      aria-current=${isCurrent ? "true" : nothing}
      data-record=${view.id}
      @click=${select}
    >
      <span class="line"
        ><b class="what">${words?.label("title", view.scenario) ?? "…"}</b>
        <span class="how" data-state=${view.state}>${stateOf(view, words)}</span></span
      >
      <span class="line"
        ><span class="about">${about(of)}</span>
        <span class="signs">
          ${view.flags.map((flag) => html`<span class="flag">! ${words?.label(`flags/${flag}`, flag) ?? ""}</span>`)}
          ${turn === undefined ? nothing : html`<span class="turn-of">${words?.label(`actions/${turn}`, turn) ?? ""} ›</span>`}
          ${left === "" ? nothing : html`<span class=${isSoon ? "left soon" : "left"}>${left}</span>`}
          ${isFresh ? html`<span class="fresh">${flow.say("changed")}</span>` : nothing}</span
        ></span
      >
    </button>
  </li>`;
}

/** Which one, when, and for whom. */
function about({ view, words, flow, me, now, isWork }: Row): string {
  const { uses, period, subject, opener, opened, community } = view;
  const thing = uses[0]?.name ?? firstWords(view, words);
  const when =
    words === undefined ? "" : sayWhen(period?.start ?? opened, { isPeriod: period !== undefined, now, words, flow });
  const isPerson = subject.name !== undefined && subject.id !== community;
  const isForOther =
    isPerson && me !== undefined && subject.id !== me && (subject.id !== opener.id || opener.id !== me);
  const own = isWork ? ownFields(view, words, flow) : [];
  return [isForOther ? flow.say("forPerson", { name: subject.name }) : "", thing, ...own, when]
    .filter((one) => one !== "")
    .join(" · ");
}

/** What the street asks beside, as far as it wants it in lists. */
function ownFields({ record }: RecordView, words: Words | undefined, { more }: FlowWords): readonly string[] {
  const given = (record.ext ?? {}) as JsonObject;
  return Object.entries(given).flatMap(([name, value]) => {
    const at = `record/ext/${name}`;
    const label = words?.labels[at];
    if (label === undefined || value === undefined || words === undefined) return [];
    const said = [value].flat().map((one) => {
      if (typeof one === "boolean") return one ? more.yes : more.no;
      return words.label(`${at}=${String(one)}`, String(one));
    });
    return [`${label} ${said.join(words.ui.comma)}`];
  });
}

interface When extends Pick<Row, "now" | "flow"> {
  readonly isPeriod: boolean;
  readonly words: Words;
}

/** Today and tomorrow by their names; a date that is a whole day has no time. */
function sayWhen(instant: string, { isPeriod, now, words, flow }: When): string {
  const time = isPeriod && instant.slice(11, 16) === "00:00" ? "" : instant.slice(11, 16);
  const [offset = "+00:00"] = /[+-]\d\d:\d\d$/.exec(instant) ?? [];
  const today = fixedTime(offset).date(new Date(now).toISOString());
  const date = instant.slice(0, 10);
  const day =
    date === today ? words.ui.today : date === daysLater(today, 1) ? flow.say("tomorrow") : sayDay(date, words);
  return time === "" ? day : `${day} ${time}`;
}

/** What the first choice of the record says, where it uses nothing. */
function firstWords({ record }: RecordView, words: Words | undefined): string {
  for (const [name, value] of Object.entries(record)) {
    const said = typeof value === "string" ? words?.labels[`record/${name}=${value}`] : undefined;
    if (said !== undefined) return said;
  }
  const place = Object.values(record).find(
    (value) => typeof (value as { readonly address?: unknown } | null)?.address === "string",
  );
  return (place as { readonly address?: string } | undefined)?.address ?? "";
}
