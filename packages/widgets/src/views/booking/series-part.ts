import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Json } from "@linli/contracts";
import { daysLater, sayDay, timeOf } from "../../lib/say-time.js";
import { fill } from "../../lib/words.js";
import { css } from "../../sheets/series.css.js";
import { addStyles } from "../../sheets/sheets.js";
import { loadMore } from "../../ui/load-more.js";
import type { More } from "../../ui/more/zh-CN.js";
import type { BookingModel } from "./booking-model.js";
import type { BookingView } from "./booking-view.js";
import "../../sheets/box.js";

addStyles(css);

const usualWeeks = 4;

/** Makes the choice of a series: how many weeks, which dates they are, and what happens to a date that is taken. */
export async function seriesChoice(
  view: BookingView,
): Promise<(view: BookingView, model: BookingModel) => TemplateResult> {
  const more = await loadMore(view.street?.locale ?? "zh-CN");
  const most = (view.screen?.contract.settings.series as { readonly maxOccurrences: number }).maxOccurrences;
  view.options.series ??= weekly(Math.min(usualWeeks, most));
  view.options.onConflict ??= "skip";
  return (_, model) => choice(view, model, { more, most });
}

const weekly = (count: number): Json => ({ rule: `FREQ=WEEKLY;COUNT=${count}` });

function choice(
  view: BookingView,
  model: BookingModel,
  { more, most }: { readonly more: More; readonly most: number },
) {
  const { words } = model.screen;
  const { options } = view;
  const set = (name: string, value: Json | undefined) => () => {
    if (value === undefined) delete options[name];
    else options[name] = value;
    view.chosen(model.when);
  };
  const stop = () => {
    set("onConflict", undefined)();
    set("series", undefined)();
    view.repeats = undefined;
  };
  const count = Number(/COUNT=(\d+)/.exec((options.series as { readonly rule: string } | undefined)?.rule ?? "")?.[1]);
  const conflict = (value: string, said: string) =>
    html`<label class="pick"
      ><input
        type="radio"
        name="?conflict"
        .checked=${options.onConflict === value}
        @change=${set("onConflict", value)}
      /><span>${said}</span></label
    >`;
  return html`<fieldset class="box">
    <legend>${words.ui.everyWeek}</legend>
    <div class="field">
      <label for="?weeks">${more.howManyWeeks}</label>
      <select
        id="?weeks"
        class="short"
        @change=${(event: Event) => set("series", weekly(Number((event.target as HTMLSelectElement).value)))()}
      >
        ${Array.from({ length: most - 1 }, (_, i) => i + 2).map(
          (n) => html`<option value=${n} ?selected=${n === count}>${fill(more.weeks, { n })}</option>`,
        )}
      </select>
    </div>
    <fieldset class="field">
      <legend>${more.ifTaken}</legend>
      <div class="picks">
        ${conflict("skip", more.skipTaken)} ${model.mayWait ? conflict("waitlist", more.waitTaken) : nothing}
      </div>
    </fieldset>
    ${
      model.start === undefined
        ? html`<p class="note">${more.timeFirst}</p>`
        : html`<ol class="dates">
            ${dates(model, count, more).map(
              ({ date, state }) =>
                html`<li><span>${sayDay(date, words)} ${timeOf(model.minutes ?? 0)}</span> <span>${state}</span></li>`,
            )}
          </ol>`
    }
    <button type="button" class="quiet" @click=${stop}>${more.onlyOnce}</button>
  </fieldset>`;
}

/** The dates of a series, and what is known of each. */
function dates(
  model: BookingModel,
  count: number,
  more: More,
): readonly { readonly date: string; readonly state: string }[] {
  const { isFree, taken } = model.screen.words.ui;
  return Array.from({ length: count }, (_, i) => {
    const date = daysLater(model.start?.slice(0, 10) ?? "", 7 * i);
    const day = model.free.days.indexOf(date);
    const { resource } = model;
    if (day < 0 || resource === undefined) return { date, state: more.seenLater };
    const slot = model.slots(resource, day).find((one) => one.start === model.minutes);
    return { date, state: slot?.free === true ? isFree : taken };
  });
}
