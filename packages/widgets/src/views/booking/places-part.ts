import { html } from "lit";
import type { Part } from "../../form/community-form.js";
import { noteId, noteOf } from "../../form/frame.js";
import { factsOf } from "../../lib/facts-of.js";
import { sayDay, timeOf } from "../../lib/say-time.js";
import type { BookingModel } from "./booking-model.js";

/** Which one: a card for each, with what it is like and when it can first be had. */
export function placesPart(model: BookingModel, chosen: () => void): Part {
  const { words } = model.screen;
  const at = model.use.at;
  const name = words.label(`record${at}`);
  return {
    id: at,
    name,
    required: true,
    answer: () => model.resource?.name ?? "",
    render: (host) =>
      html`<fieldset class="field" id=${at} aria-describedby=${noteId(at)}>
        <legend>${name}</legend>
        <p class="note" id=${noteId(at)}>${noteOf(at, host)}</p>
        <div class="cards">
          ${model.resources.map((one) => {
            const first = firstOf(model, one.id);
            return html`<label class="pick card"
              ><input
                type="radio"
                name="?place"
                value=${one.id}
                .checked=${one.id === model.resource?.id}
                ?disabled=${first === undefined && !model.mayWait}
                @change=${() => {
                  model.choosePlace(one.id);
                  chosen();
                }}
              /><span
                ><b>${one.name}</b> <span class="count">${first ?? words.ui.full}</span>
                <span class="facts">${factsOf(one, words)}</span></span
              ></label
            >`;
          })}
        </div>
      </fieldset>`,
  };
}

/** When a place can first be had, or how much of it is left, in words; `undefined`: not at all. */
function firstOf(model: BookingModel, id: string): string | undefined {
  const { words } = model.screen;
  const resource = model.resources.find((one) => one.id === id);
  const day = resource === undefined ? -1 : model.free.days.findIndex((_, i) => model.count(resource, i) > 0);
  if (resource === undefined || day < 0) return undefined;
  if (model.asks === "nothing") return words.say("left", { n: model.count(resource, 0) });
  const date = model.free.days[day] ?? "";
  const said = day === 0 ? words.ui.today : sayDay(date, words);
  const slot = model.slots(resource, day).find((one) => one.free && one.problem === undefined);
  return words.say("freeFrom", { day: said, time: model.asks === "day" || slot === undefined ? "" : timeOf(slot.start) });
}
