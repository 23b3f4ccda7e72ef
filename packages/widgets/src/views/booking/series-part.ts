import { html } from "lit";
import type { TemplateResult } from "lit";
import type { Json } from "@linli/contracts";
import { daysLater, sayDay, timeOf } from "../../lib/say-time.js";
import { fill } from "../../lib/words.js";
import type { More } from "../../ui/more/zh-CN.js";
import type { BookingModel } from "./booking-model.js";

/** What the choice needs. */
export interface Series {
  readonly model: BookingModel;
  readonly more: More;
  /** What is said beside the record; written in place. */
  readonly options: { [name: string]: Json | undefined };
  /** Most dates of one series. */
  readonly most: number;
  readonly chosen: () => void;
}

const countIn = (rule: string) => Number(/COUNT=(\d+)/.exec(rule)?.[1] ?? 1);

/** How many weeks, which dates they are, and what happens to a date that is taken. */
export function seriesChoice({ model, more, options, most, chosen }: Series): TemplateResult {
  const { words } = model.screen;
  const count = countIn((options.series as { readonly rule: string }).rule);
  const set = (name: string, value: Json) => {
    options[name] = value;
    chosen();
  };
  const conflicts = model.mayWait ? (["skip", "waitlist"] as const) : (["skip"] as const);
  const says = { skip: more.skipTaken, waitlist: more.waitTaken };
  return html`<div class="box">
    <label for="?weeks">${more.howManyWeeks}</label>
    <select
      id="?weeks"
      @change=${(event: Event) =>
        set("series", { rule: `FREQ=WEEKLY;COUNT=${(event.target as HTMLSelectElement).value}` })}
    >
      ${Array.from({ length: most - 1 }, (_, i) => i + 2).map(
        (n) => html`<option value=${n} ?selected=${n === count}>${fill(more.weeks, { n })}</option>`,
      )}
    </select>
    <fieldset class="field">
      <legend>${more.ifTaken}</legend>
      <div class="picks">
        ${conflicts.map(
          (one) =>
            html`<label class="pick"
              ><input
                type="radio"
                name="?conflict"
                .checked=${options.onConflict === one}
                @change=${() => set("onConflict", one)}
              /><span>${says[one]}</span></label
            >`,
        )}
      </div>
    </fieldset>
    ${model.start === undefined
      ? html`<p class="note">${more.timeFirst}</p>`
      : html`<ol class="dates">
          ${dates(model, count, more).map(
            ({ date, state }) => html`<li><span>${sayDay(date, words)} ${timeOf(model.minutes ?? 0)}</span> ${state}</li>`,
          )}
        </ol>`}
  </div>`;
}

/** The dates of a series, and what is known of each. */
function dates(model: BookingModel, count: number, more: More): readonly { readonly date: string; readonly state: string }[] {
  const { words } = model.screen;
  const first = model.start?.slice(0, 10) ?? "";
  return Array.from({ length: count }, (_, i) => {
    const date = daysLater(first, 7 * i);
    const day = model.free.days.indexOf(date);
    const { resource } = model;
    if (day < 0 || resource === undefined) return { date, state: more.seenLater };
    const slot = model.slots(resource, day).find((one) => one.start === model.minutes);
    return { date, state: slot?.free === true ? words.ui.isFree : words.ui.taken };
  });
}
