import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Part } from "../../form/community-form.js";
import { noteId, noteOf } from "../../form/frame.js";
import { sayMoment, timeOf } from "../../lib/say-time.js";
import type { BookingModel, Choice } from "./booking-model.js";

const noon = 12 * 60;
const evening = 18 * 60;

/** At what time: a grid by morning, afternoon and evening; then for how long. Taken times stay in sight. */
export function timePart(model: BookingModel, day: number, chosen: () => void): Part {
  const { words } = model.screen;
  const at = model.when;
  const name = words.label(model.base + at);
  return {
    id: at,
    name,
    required: true,
    answer: () => (model.start === undefined ? "" : sayMoment(model.start, words, model.end)),
    render: (host) => {
      const slots = model.resource === undefined ? [] : model.slots(model.resource, day);
      const parts = [
        [words.ui.morning, slots.filter((one) => one.start < noon)],
        [words.ui.afternoon, slots.filter((one) => one.start >= noon && one.start < evening)],
        [words.ui.evening, slots.filter((one) => one.start >= evening)],
      ] as const;
      const problems = new Set(slots.flatMap((one) => one.problem ?? []));
      return html`<fieldset class="field" id=${at} aria-describedby=${noteId(at)}>
          <legend>${name}</legend>
          <p class="note" id=${noteId(at)}>${noteOf(at, host)}</p>
          ${model.resource === undefined ? html`<p class="empty">${words.ui.placeFirst}</p>` : nothing}
          ${model.resource !== undefined && slots.length === 0 ? html`<p class="empty">${words.ui.noTimes}</p>` : nothing}
          ${parts.map(([part, some]) =>
            some.length === 0
              ? nothing
              : html`<h4>${part}</h4>
                  <div class="times">${some.map((slot) => time(model, day, slot, chosen))}</div>`,
          )}
          ${[...problems].map((problem) => html`<p class="note">${words.say("marked", { problem })}</p>`)}
        </fieldset>
        ${lengths(model, day, chosen)}`;
    },
  };
}

function time(model: BookingModel, day: number, slot: Choice, chosen: () => void): TemplateResult {
  const { words } = model.screen;
  const from = timeOf(slot.start);
  const until = timeOf(slot.start + model.step);
  const wait = !slot.free && slot.problem === undefined && model.mayWait;
  const state = stateOf(slot, model);
  return html`<label class="pick time"
    ><input
      type="radio"
      name="?time"
      value=${slot.start}
      .checked=${slot.start === model.minutes}
      ?disabled=${slot.problem !== undefined || (!slot.free && !wait)}
      @change=${() => {
        model.chooseTime(day, slot.start, model.length);
        chosen();
      }}
    /><span class=${wait ? "waiting" : nothing}
      ><b aria-hidden="true">${from}</b
      ><span class="unseen">${words.say("fromUntil", { from, until })} ${state === "" ? words.ui.isFree : ""}</span>${state === ""
        ? nothing
        : html`<span class="count">${state}</span>`}</span
    ></label
  >`;
}

function stateOf(slot: Choice, model: BookingModel): string {
  const { words } = model.screen;
  if (slot.problem !== undefined) return words.ui.notThen;
  if (!slot.free) return model.mayWait ? words.ui.mayWait : words.ui.taken;
  return slot.left === undefined ? "" : words.say("left", { n: slot.left });
}

function lengths(model: BookingModel, day: number, chosen: () => void): unknown {
  const { words } = model.screen;
  const { minutes } = model;
  const choices = model.lengths(day);
  if (choices.length < 2 || minutes === undefined) return nothing;
  return html`<fieldset class="field">
    <legend>${words.ui.howLong}</legend>
    <div class="picks">
      ${choices.map(
        (n) =>
          html`<label class="pick"
            ><input
              type="radio"
              name="?length"
              value=${n}
              .checked=${n === model.length}
              @change=${() => {
                model.chooseTime(day, minutes, n);
                chosen();
              }}
            /><span>${sayLength(n * model.step, model)}</span></label
          >`,
      )}
    </div>
  </fieldset>`;
}

function sayLength(minutes: number, { screen }: BookingModel): string {
  return minutes < 60 ? screen.words.say("minutes", { n: minutes }) : screen.words.say("hours", { n: minutes / 60 });
}
