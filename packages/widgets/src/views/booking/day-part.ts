import { html, nothing } from "lit";
import type { Part } from "../../form/community-form.js";
import { noteId } from "../../form/frame.js";
import { festivalOf } from "../../lib/festival-of.js";
import { sayDay, sayWeekday } from "../../lib/say-time.js";
import type { BookingModel } from "./booking-model.js";

/** What the day strip needs beside the model. */
export interface DayChoice {
  readonly day: number;
  readonly choose: (day: number) => void;
  /** Shows other days: +1 later ones, -1 earlier ones. */
  readonly turn: (by: 1 | -1) => void;
  readonly hasEarlier: boolean;
  readonly hasLater: boolean;
}

/** Which day: a strip with weekday, festival and what is left. All days are in sight. */
export function dayPart(model: BookingModel, choice: DayChoice): Part {
  const { words } = model.screen;
  const { day, choose, turn } = choice;
  const said = sayDay(model.free.days[day] ?? "", words);
  return {
    id: "?day",
    name: words.ui.whichDay,
    required: true,
    answer: () => said,
    ready: () => model.asks !== "day" || model.start !== undefined,
    render: (host) => {
      const fault = model.asks === "day" ? host.faultOf(model.when) : undefined;
      return html`<fieldset class="field" id=${model.asks === "day" ? model.when : "?day"} aria-describedby=${noteId("?day")}>
        <legend>${words.ui.whichDay} <span class="said">${said}</span></legend>
        <p class="note" id=${noteId("?day")}>
          ${model.asks === "day" ? host.hintOf(model.when) : ""}${fault === undefined ? "" : html`<b class="fault">${fault}</b>`}
        </p>
        <div class="days">
          ${model.free.days.map((date, i) => {
            const count = model.countAll(i);
            const state = count > 0 ? words.say("left", { n: count }) : model.isOpen(i) ? words.ui.full : words.ui.closed;
            return html`<label class="pick day"
              ><input
                type="radio"
                name="?day"
                value=${i}
                .checked=${i === day}
                ?disabled=${count === 0 && !(model.mayWait && model.isOpen(i))}
                @change=${() => choose(i)}
              /><span
                ><span aria-hidden="true">${dayName(i, date, model)}</span
                ><b aria-hidden="true">${Number(date.slice(8))}</b
                ><span class="unseen">${sayDay(date, words)}</span
                ><span class="count">${state}</span></span
              ></label
            >`;
          })}
        </div>
        <div class="turn">
          ${choice.hasEarlier
            ? html`<button type="button" class="quiet" @click=${() => turn(-1)}>${words.ui.earlierDays}</button>`
            : nothing}
          ${choice.hasLater
            ? html`<button type="button" class="quiet" @click=${() => turn(1)}>${words.ui.laterDays}</button>`
            : nothing}
        </div>
      </fieldset>`;
    },
  };
}

function dayName(i: number, date: string, { free, screen }: BookingModel): string {
  const { words } = screen;
  const isFirst = free.now.slice(0, 10) === free.days[0];
  return festivalOf(date, words) ?? (i === 0 && isFirst ? words.ui.today : sayWeekday(date, words));
}
