import { html } from "lit";
import type { TemplateResult } from "lit";
import type { Json } from "@linli/contracts";
import { daysLater, sayDay, sayWeekday } from "../../lib/say-time.js";
import type { FlowWords } from "../../ui/flows/flow-words.js";
import type { OrderModel } from "./order-model.js";
import "../../sheets/box.js";

const codes = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"] as const;
const weekStart = [1, 2, 3, 4, 5, 6, 0] as const;

/** What the choice needs. */
export interface Weekdays {
  readonly model: OrderModel;
  readonly flow: FlowWords;
  /** What is said beside the record; written in place. */
  readonly options: { [name: string]: Json | undefined };
  /** Most dates of one series. */
  readonly most: number;
  /** The same order over the days that come later; `undefined` while they are being loaded. */
  readonly ahead: OrderModel | undefined;
  readonly chosen: () => void;
}

const weekdayOf = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay();

/** The rule of a series: on these weekdays, so many weeks. */
function weeklyRule(days: readonly number[], weeks: number, most: number): string {
  const count = Math.max(1, Math.min(days.length * weeks, most));
  return `FREQ=WEEKLY;BYDAY=${weekStart
    .filter((day) => days.includes(day))
    .map((day) => codes[day])
    .join(",")};COUNT=${count}`;
}

/** Weekdays that a rule names. */
function daysIn(rule: string): readonly number[] {
  const named = (/BYDAY=([A-Z,]+)/.exec(rule)?.[1] ?? "").split(",");
  return codes.flatMap((code, i) => (named.includes(code) ? [i] : []));
}

const countIn = (rule: string) => Number(/COUNT=(\d+)/.exec(rule)?.[1] ?? 1);

/** Dates on which a series falls, from its first day on. */
export function datesOf(rule: string, first: string): readonly string[] {
  const days = daysIn(rule);
  const dates: string[] = [];
  for (let i = 0; dates.length < countIn(rule) && i < 400; i++) {
    const date = daysLater(first, i);
    if (days.includes(weekdayOf(date))) dates.push(date);
  }
  return dates;
}

/** On which weekdays and for how many weeks; then every date with what is known of it. */
export function weekdaysChoice({ model, flow, options, most, ahead, chosen }: Weekdays): TemplateResult {
  const { words } = model.screen;
  const { rule } = options.series as { readonly rule: string };
  const first = model.date;
  const own = first === undefined ? undefined : weekdayOf(first);
  const days = daysIn(rule);
  const weeks = Math.max(1, Math.ceil(countIn(rule) / Math.max(days.length, 1)));
  const set = (next: readonly number[], n: number) => {
    options.series = { rule: weeklyRule(next, n, most) };
    chosen();
  };
  if (first === undefined) return html`<p class="note">${flow.say("dayFirst")}</p>`;
  return html`<div class="box">
    <fieldset class="field">
      <legend>${flow.say("whichWeekdays")}</legend>
      <div class="picks weekdays">
        ${weekStart.map(
          (day) =>
            html`<label class="pick"
              ><input
                type="checkbox"
                name="?weekday"
                .checked=${days.includes(day)}
                ?disabled=${day === own}
                @change=${() => set(days.includes(day) ? days.filter((one) => one !== day) : [...days, day], weeks)}
              /><span>${sayWeekday(daysLater(first, (day - (own ?? 0) + 7) % 7), words)}</span></label
            >`,
        )}
      </div>
    </fieldset>
    <div class="field">
      <label for="?weeks">${flow.say("howManyWeeks")}</label>
      <select id="?weeks" @change=${(event: Event) => set(days, Number((event.target as HTMLSelectElement).value))}>
        ${Array.from({ length: Math.max(1, Math.floor(most / days.length)) }, (_, i) => i + 1).map(
          (n) => html`<option value=${n} ?selected=${n === weeks}>${flow.say("weeks", { n })}</option>`,
        )}
      </select>
    </div>
    <ol class="dates">
      ${datesOf(rule, first).map((date) => html`<li><span>${sayDay(date, words)}</span> ${stateOf(date, model, ahead ?? model, flow)}</li>`)}
    </ol>
    <p class="note">${flow.say("seriesEach")}</p>
  </div>`;
}

/** What is known of one date. */
function stateOf(date: string, model: OrderModel, there: OrderModel, flow: FlowWords): string {
  const { words } = model.screen;
  const day = there.free.days.indexOf(date);
  const { resource } = there;
  if (day < 0 || resource === undefined) return flow.say("seenLater");
  if (there.isLate(day)) return flow.say("tooLate");
  if ((resource.open[day] ?? []).length === 0) return words.ui.closed;
  const missing = there.choices.filter((one) => model.unitsOf(one.id) > 0 && isGone(one, day, model.unitsOf(one.id)));
  if (missing.length > 0)
    return flow.say("withoutItem", { item: missing.map(({ name }) => name).join(words.ui.comma) });
  return there.count(resource, day) > 0 ? flow.say("canOrder") : flow.say("soldOut");
}

function isGone(thing: OrderModel["choices"][number], day: number, units: number): boolean {
  return (thing.open[day] ?? []).length === 0 || (thing.left !== undefined && (thing.left[day] ?? Infinity) < units);
}
