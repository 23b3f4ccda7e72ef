import { html, nothing } from "lit";
import { daysLater, minutesOf, sayDay, timeOf } from "../../lib/say-time.js";
import { loadMore } from "../../ui/load-more.js";
import type { WideModel } from "./wide-model.js";
import type { Until } from "./time-part.js";

const mostDays = 120;
const aDay = 1440;

/** An end that can be chosen: how many slots after the beginning. */
interface End {
  readonly date: string;
  readonly minutes: number;
  readonly length: number;
}

/** Loads how it is asked until when: a day, if there are several, and a time of day. */
export async function untilPart(locale: string): Promise<Until> {
  const { untilDay, untilTime, choose: pleaseChoose } = await loadMore(locale);
  return (booking, chosen) => {
    const model = booking as WideModel;
    const { minutes: from, end } = model;
    if (from === undefined) return nothing;
    const { words } = model.screen;
    const days = daysOf(model, from);
    const at = `${model.when}/end`;
    const date = end?.slice(0, 10) ?? (days.length === 1 ? days[0] : undefined);
    const ends = date === undefined ? [] : endsOn(model, date, from);
    const choose = (length: number | undefined) => {
      if (length !== undefined) model.chooseLength(length);
      chosen();
    };
    const chooseDay = (event: Event) => {
      const day = (event.target as HTMLSelectElement).value;
      const now = endsOn(model, day, from);
      // The same time of day, as far as that can be had.
      const wish = minutesOf(end?.slice(11, 16) ?? timeOf(from));
      choose((now.filter(({ minutes }) => minutes <= wish).at(-1) ?? now[0])?.length);
    };
    const chooseTime = (event: Event) => choose(Number((event.target as HTMLSelectElement).value));
    return html`<fieldset class="field">
      <legend>${words.label(model.base + at, untilTime)}</legend>
      ${
        days.length > 1
          ? html`<label for="?until-day">${untilDay}</label>
              <select id="?until-day" @change=${chooseDay}>
                <option value="" disabled ?selected=${date === undefined}>${pleaseChoose}</option>
                ${days.map((day) => html`<option value=${day} ?selected=${day === date}>${sayDay(day, words)}</option>`)}
              </select>`
          : nothing
      }
      ${
        ends.length === 0
          ? nothing
          : html`<label for="?until-time">${untilTime}</label>
              <select id="?until-time" @change=${chooseTime}>
                <option value="" disabled ?selected=${end === undefined}>${pleaseChoose}</option>
                ${ends.map(
                  ({ minutes, length }) =>
                    html`<option value=${length} ?selected=${end !== undefined && length === model.length}>
                      ${timeOf(minutes)} ${model.waitsFor(length) ? words.ui.mayWait : ""}
                    </option>`,
                )}
              </select>`
      }
    </fieldset>`;
  };
}

/** The days on which it may end, in order. Where any end will do, days are tried at a few times of the day. */
function daysOf(model: WideModel, from: number): readonly string[] {
  const first = model.free.days[model.day] ?? "";
  const lengths = model.lengths(from);
  if (lengths.length > 0)
    return [...new Set(lengths.map((n) => daysLater(first, Math.floor((from + n * model.step) / aDay))))];
  const days: string[] = [];
  for (let i = 0; i < mostDays; i++) {
    const hasSome = [model.step, 12 * 60, from, aDay - model.step].some((minutes) => {
      const length = (i * aDay + minutes - from) / model.step;
      return length > 0 && model.problemOf(length, from) === undefined;
    });
    if (hasSome) days.push(daysLater(first, i));
    else if (days.length > 0) break;
  }
  return days;
}

/** The ends that can be chosen on a day. */
function endsOn(model: WideModel, date: string, from: number): readonly End[] {
  const first = model.free.days[model.day] ?? "";
  const offset = ((Date.parse(date) - Date.parse(first)) / 86_400_000) * aDay;
  const fits = model.lengths(from);
  const open = model.free.days.indexOf(date);
  const spans = open < 0 ? undefined : model.resource?.open[open];
  return Array.from({ length: aDay / model.step }, (_, i) => i * model.step).flatMap((minutes): readonly End[] => {
    const length = (offset + minutes - from) / model.step;
    const isOpen = spans?.some(([a, b]) => minutesOf(a) <= minutes && minutes <= minutesOf(b)) ?? true;
    const isFit =
      fits.length > 0 ? fits.includes(length) : length > 0 && isOpen && model.problemOf(length, from) === undefined;
    return isFit ? [{ date, minutes, length }] : [];
  });
}
