import { html } from "lit";
import type { Part } from "../../form/community-form.js";
import { noteId, noteOf } from "../../form/frame.js";
import { festivalOf, learnFestivals } from "../../lib/festival-of.js";
import { sayDay, sayMoment, sayWeekday } from "../../lib/say-time.js";
import type { FlowWords } from "../../ui/flows/flow-words.js";
import type { OrderModel } from "./order-model.js";

// More than that is plenty, and does not fit a phone.
const mostSaid = 99;

/** On which day: all days that are shown, each with what is left of it, or why it cannot be had. */
export function serviceDayPart(model: OrderModel, flow: FlowWords, chosen: () => void): Part {
  const { words } = model.screen;
  const at = model.when;
  const { day } = model;
  const said = day < 0 ? "" : sayDay(model.free.days[day] ?? "", words);
  return {
    id: at,
    name: words.label(`record${at}`),
    required: true,
    answer: () => said,
    render: (host) => {
      learnFestivals(words, () => host.requestUpdate());
      return html`<fieldset class="field" id=${at} aria-describedby=${noteId(at)}>
        <legend>${words.label(`record${at}`)} <span class="said">${said}</span></legend>
        <p class="note" id=${noteId(at)}>${noteOf(at, host)}</p>
        <div class="days">
          ${model.free.days.map((date, i) => {
            const count = model.countAll(i);
            return html`<label class="pick day"
              ><input
                type="radio"
                name="?service-day"
                value=${date}
                .checked=${i === day}
                ?disabled=${count === 0}
                @change=${() => {
                  model.chooseDay(i);
                  chosen();
                }}
              /><span
                ><span aria-hidden="true">${dayName(date, model)}</span
                ><b aria-hidden="true">${Number(date.slice(8))}</b><span class="unseen">${sayDay(date, words)}</span
                ><span class="count">${stateOf(i, count, model, flow)}</span></span
              ></label
            >`;
          })}
        </div>
        ${deadline(model, flow)}
      </fieldset>`;
    },
  };
}

function stateOf(day: number, count: number, model: OrderModel, flow: FlowWords): string {
  const { words } = model.screen;
  if (model.isLate(day)) return flow.say("tooLate");
  if (!model.isOpen(day)) return words.ui.closed;
  if (count === 0) return flow.say("soldOut");
  return model.resource === undefined || count > mostSaid ? flow.say("canOrder") : words.say("left", { n: count });
}

/** By when the chosen day, or the next one that can be had, must be ordered. */
function deadline(model: OrderModel, flow: FlowWords): unknown {
  const day = model.day >= 0 ? model.day : model.firstDay();
  const until = model.deadline(day);
  return until === undefined || model.isLate(day)
    ? ""
    : html`<p class="note">${flow.say("orderBy", { when: sayMoment(until, model.screen.words) })}</p>`;
}

function dayName(date: string, { free, screen }: OrderModel): string {
  return (
    festivalOf(date, screen.words) ??
    (date === free.now.slice(0, 10) ? screen.words.ui.today : sayWeekday(date, screen.words))
  );
}
