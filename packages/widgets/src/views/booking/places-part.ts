import { html } from "lit";
import type { ResourceAvailability } from "@linli/contracts";
import type { Part } from "../../form/community-form.js";
import { group } from "../../form/frame.js";
import { factsOf } from "../../lib/facts-of.js";
import { sayDay, timeOf } from "../../lib/say-time.js";
import { isFree } from "./booking-model.js";
import type { BookingModel } from "./booking-model.js";

/** Which one: a card for each, with what it is like and when it can first be had. */
export function placesPart(model: BookingModel, chosen: () => void): Part {
  const { words } = model.screen;
  const at = model.use.at.replace("/*", "");
  return {
    id: at,
    name: words.label(`record${at}`),
    required: true,
    answer: () => model.resource?.name ?? "",
    render: (host) =>
      group(
        { at, schema: {}, required: true },
        host,
        html`<div class="cards">
          ${model.resources.map((one) => {
            const first = firstOf(model, one);
            const choose = () => {
              model.choosePlace(one.id);
              chosen();
            };
            return html`<label class="pick card"
              ><input
                type=${model.isMany ? "checkbox" : "radio"}
                name="?place"
                value=${one.id}
                .checked=${model.isChosen(one)}
                ?disabled=${first === "" && !model.mayWait}
                @change=${choose}
              /><span
                ><b>${one.name}</b> <span class="count">${first || words.ui.full}</span>
                <span class="facts">${factsOf(one, words)}</span></span
              ></label
            >`;
          })}
        </div>`,
      ),
  };
}

/** When a place can first be had, or how much of it is left, in words; "": not at all. */
function firstOf(model: BookingModel, resource: ResourceAvailability): string {
  const { words } = model.screen;
  const { days, now } = model.free;
  const day = days.findIndex((_, i) => model.has(i, resource));
  const date = days[day];
  if (date === undefined) return "";
  if (model.asks === "nothing") return words.say("left", { n: model.count(0, resource) });
  const slot = model.slots(resource, day).find(isFree);
  return words.say("freeFrom", {
    day: now.startsWith(date) ? words.ui.today : sayDay(date, words),
    time: slot && timeOf(slot.start),
  });
}
