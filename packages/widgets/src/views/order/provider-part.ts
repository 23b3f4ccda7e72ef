import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { ResourceAvailability } from "@linli/contracts";
import type { Part } from "../../form/community-form.js";
import { noteId, noteOf } from "../../form/frame.js";
import { daysLater, sayDay, timeOf } from "../../lib/say-time.js";
import type { FlowWords } from "../../ui/flows/flow-words.js";
import { leftOn } from "./order-model.js";
import type { OrderModel } from "./order-model.js";
import { providerFacts, sayMoney } from "./provider-facts.js";

/** Who does it: a card for each provider, with prices and times, whether it is open now, and what is left. */
export function providerPart(model: OrderModel, flow: FlowWords, chosen: () => void): Part {
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
        ${model.resources.length === 0 ? html`<p class="empty">${flow.say("noProvider")}</p>` : nothing}
        <div class="cards">${model.resources.map((one) => card(one, model, flow, chosen))}</div>
      </fieldset>`,
  };
}

function card(one: ResourceAvailability, model: OrderModel, flow: FlowWords, chosen: () => void): TemplateResult {
  const { words } = model.screen;
  const problem = model.problemOf(one);
  const price = model.priceOf(one);
  const can = model.free.days.some((_, day) => model.count(one, day) > 0);
  const isChosen = one.id === model.resource?.id;
  const counted = typeof model.use.capacity === "string" ? model.use.capacity.slice(1) : undefined;
  return html`<label class="pick card provider"
    ><input
      type="radio"
      name="?provider"
      value=${one.id}
      .checked=${isChosen}
      ?disabled=${(problem !== undefined || !can) && !isChosen}
      @change=${() => {
        model.choosePlace(one.id);
        chosen();
      }}
    /><span
      ><b>${one.name}</b>
      <span class="count">${price === undefined || problem !== undefined ? "" : sayMoney(price, words)}</span>
      <span class="facts">${providerFacts(one, words, counted).map((fact) => html`<span>${fact}</span>`)}</span>
      <span class="facts now"
        >${problem ?? [now(one, model, flow), left(one, model, flow)].map((said) => html`<span>${said}</span>`)}</span
      ></span
    ></label
  >`;
}

/** What is left today, or on the day that is chosen. */
function left(one: ResourceAvailability, model: OrderModel, flow: FlowWords): string {
  const { words } = model.screen;
  const first = model.free.days.findIndex((_, day) => model.count(one, day) > 0);
  const day = model.day >= 0 ? model.day : first;
  if (first < 0) return words.ui.full;
  if (model.count(one, day) === 0) return model.isLate(day) ? flow.say("tooLate") : words.ui.full;
  const n = leftOn(one, day);
  if (n === undefined || model.when === "") return "";
  return flow.say("leftOn", { day: dayName(day, model, flow), n });
}

/** Whether it is open now and until when; else when it opens. */
function now(one: ResourceAvailability, model: OrderModel, flow: FlowWords): string {
  const until = model.openUntil(one);
  const busy = model.when === "" && (leftOn(one, 0) ?? 1) < 1;
  if (busy) return flow.say("allBusy");
  if (until !== undefined)
    return until >= 1440 ? flow.say("openAlways") : flow.say("openUntil", { time: timeOf(until) });
  const day = one.open.findIndex((spans, i) => spans.length > 0 && (i > 0 || isAhead(spans[0]?.[0], model)));
  const from = one.open[day]?.[0]?.[0];
  return from === undefined
    ? flow.say("closedNow")
    : flow.say("opensAt", { day: dayName(day, model, flow), time: from });
}

const isAhead = (from: string | undefined, { free }: OrderModel) => from !== undefined && from > free.now.slice(11, 16);

function dayName(day: number, { free, screen }: OrderModel, flow: FlowWords): string {
  const date = free.days[day] ?? "";
  const today = free.now.slice(0, 10);
  if (date === today) return screen.words.ui.today;
  return date === daysLater(today, 1) ? flow.say("tomorrow") : sayDay(date, screen.words);
}
