import { html, nothing } from "lit";
import type { Part } from "../../form/community-form.js";
import { noteId, noteOf } from "../../form/frame.js";
import { festivalOf, learnFestivals } from "../../lib/festival-of.js";
import { sayDay, sayWeekday } from "../../lib/say-time.js";
import type { BookingModel } from "./booking-model.js";

/** Which other days can be looked at, and how. */
export interface Turns {
  readonly earlier?: (() => void) | undefined;
  readonly later?: (() => void) | undefined;
}

/** Which day: a strip with weekday, festival and what is left. All days are in sight. */
export function dayPart(model: BookingModel, chosen: () => void, { earlier, later }: Turns = {}): Part {
  const { words, free } = { ...model, ...model.screen };
  const { ui } = words;
  const { resource } = model;
  const isDay = model.asks === "day";
  const at = isDay ? model.when : "?day";
  const said = sayDay(free.days[model.day] ?? "", words);
  const turn = (go: (() => void) | undefined, label: string) =>
    go ? html`<button type="button" class="quiet" @click=${go}>${label}</button>` : html`<span></span>`;
  const day = (date: string, i: number) => {
    const has = model.has(i);
    const isOpen = model.isOpen(i);
    const n = has && resource && model.count(i, resource);
    const say = (key: "left" | "leftShort") => (n ? words.say(key, { n }) : has ? "" : isOpen ? ui.full : ui.closed);
    const name = festivalOf(date, words) ?? (free.now.startsWith(date) ? ui.today : sayWeekday(date, words));
    const choose = () => {
      model.chooseDay(i);
      chosen();
    };
    return html`<label class="pick day"
      ><input
        type="radio"
        name="?day"
        value=${date}
        .checked=${i === model.day}
        ?disabled=${!has && !(isOpen && model.mayWait)}
        @change=${choose}
      /><span
        ><span aria-hidden="true">${name}</span><b aria-hidden="true">${Number(date.slice(8))}</b
        ><span class="unseen">${sayDay(date, words)} ${say("left")}</span
        ><span class="count" aria-hidden="true">${say("leftShort")}</span></span
      ></label
    >`;
  };
  return {
    id: "?day",
    name: ui.whichDay,
    required: true,
    answer: () => said,
    ready: () => !isDay || model.start !== undefined,
    render: (host) => {
      learnFestivals(words, () => host.requestUpdate());
      return html`<fieldset class="field" id=${at} aria-describedby=${noteId(at)}>
        <legend>${ui.whichDay} <span class="said">${said}</span></legend>
        <p class="note" id=${noteId(at)}>${isDay ? noteOf(at, host) : nothing}</p>
        <div class="days">${free.days.map(day)}</div>
        ${
          earlier || later
            ? html`<div class="turn">${turn(earlier, ui.earlierDays)}${turn(later, ui.laterDays)}</div>`
            : nothing
        }
      </fieldset>`;
    },
  };
}
