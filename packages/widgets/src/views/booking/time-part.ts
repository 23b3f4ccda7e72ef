import { html, nothing } from "lit";
import type { Part } from "../../form/community-form.js";
import { group } from "../../form/frame.js";
import { sayMoment, timeOf } from "../../lib/say-time.js";
import type { BookingModel, Choice } from "./booking-model.js";

/** Asks until when, where the end is not said by one of a few lengths. */
export type Until = (model: BookingModel, chosen: () => void) => unknown;

const noon = 12 * 60;
const evening = 18 * 60;

/** At what time: a grid by morning, afternoon and evening; then for how long. Taken times stay in sight. */
export function timePart(model: BookingModel, chosen: () => void, until?: Until): Part {
  const { words } = model.screen;
  const { ui } = words;
  const at = model.when;
  const choose = (start: number, length: number) => () => {
    model.chooseTime(start, length);
    chosen();
  };
  const time = (slot: Choice) => {
    const from = timeOf(slot.start);
    const waits = !slot.free && !slot.problem() && model.mayWait;
    const state = slot.problem()
      ? ui.notThen
      : slot.free
        ? slot.left && words.say("left", { n: slot.left })
        : waits
          ? ui.mayWait
          : ui.taken;
    return html`<label class="pick time"
      ><input
        type="radio"
        name="?time"
        value=${slot.start}
        .checked=${slot.start === model.minutes}
        ?disabled=${!waits && (slot.problem() || !slot.free)}
        @change=${choose(slot.start, model.length)}
      /><span class=${waits ? "waiting" : ""}
        ><b aria-hidden="true">${from}</b
        ><span class="unseen"
          >${words.say("fromUntil", { from, until: timeOf(slot.start + model.step) })} ${state ? "" : ui.isFree}</span
        ><span class="count">${state}</span></span
      ></label
    >`;
  };
  const length = (n: number) => {
    const minutes = n * model.step;
    const said = minutes < 60 ? words.say("minutes", { n: minutes }) : words.say("hours", { n: minutes / 60 });
    return html`<label class="pick"
      ><input
        type="radio"
        name="?length"
        value=${n}
        .checked=${n === model.length}
        @change=${choose(model.minutes ?? 0, n)}
      /><span>${said}</span></label
    >`;
  };
  return {
    id: at,
    name: words.label(model.base + at),
    required: true,
    answer: () => (model.start === undefined ? "" : sayMoment(model.start, words, model.end)),
    render: (host) => {
      const { resource, longest } = model;
      const slots = resource ? model.slots(resource) : [];
      const part = (name: string, from: number, to: number) => {
        const some = slots.filter(({ start }) => start >= from && start < to);
        return some.length > 0
          ? html`<h3 class="part">${name}</h3>
              <div class="times">${some.map(time)}</div>`
          : nothing;
      };
      const problems = new Set(slots.map(({ problem }) => problem() && words.say("marked", { problem: problem() })));
      return html`${group(
        { at, schema: {}, required: true },
        host,
        html`${slots.length > 0 ? nothing : html`<p class="note">${resource ? ui.noTimes : ui.placeFirst}</p>`}
        ${part(ui.morning, 0, noon)} ${part(ui.afternoon, noon, evening)} ${part(ui.evening, evening, 1440)}
        ${[...problems].map((problem) => problem && html`<p class="note">${problem}</p>`)}`,
      )}
      ${
        until
          ? until(model, chosen)
          : longest > 1
            ? html`<fieldset class="field">
                <legend>${ui.howLong}</legend>
                <div class="picks">${Array.from({ length: longest }, (_, i) => length(i + 1))}</div>
              </fieldset>`
            : nothing
      }`;
    },
  };
}
