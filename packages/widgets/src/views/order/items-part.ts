import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { ResourceAvailability } from "@linli/contracts";
import type { Part } from "../../form/community-form.js";
import { noteId, noteOf } from "../../form/frame.js";
import type { FlowWords } from "../../ui/flows/flow-words.js";
import { groupingOf } from "./items-of.js";
import type { Items } from "./items-of.js";
import type { OrderModel } from "./order-model.js";
import { providerFacts, sayMoney } from "./provider-facts.js";

/** What is needed to ask. */
export interface ItemsChoice {
  readonly model: OrderModel;
  readonly items: Items;
  readonly flow: FlowWords;
  readonly chosen: () => void;
  /** What it costs so far. */
  readonly price: () => unknown;
}

/** What and how much of it: all that the chosen provider has on that day, with price, what is left, and a counter. */
export function itemsPart(choice: ItemsChoice): Part {
  const { model, items, flow } = choice;
  const { words } = model.screen;
  const at = items.list;
  const name = words.label(`record${at}`);
  return {
    id: at,
    name,
    required: true,
    large: true,
    answer: () =>
      model.choices
        .flatMap((one) => (model.unitsOf(one.id) > 0 ? [`${one.name} × ${model.unitsOf(one.id)}`] : []))
        .join(words.ui.comma),
    render: (host) =>
      html`<fieldset class="field" id=${at} aria-describedby=${noteId(at)}>
        <legend>${name}</legend>
        <p class="note" id=${noteId(at)}>${noteOf(at, host)}</p>
        ${
          model.resource === undefined
            ? html`<p class="empty">${flow.say("providerFirst", { field: words.label(`record${model.use.at}`) })}</p>`
            : model.choices.length === 0
              ? html`<p class="empty">${flow.say("nothingServed")}</p>`
              : html`${grouped(choice)} ${choice.price()}`
        }
      </fieldset>`,
  };
}

/** Put together by course, or whatever distinguishes them first. */
function grouped(choice: ItemsChoice): unknown {
  const { model, items } = choice;
  const { member, names } = groupingOf(items.rule.kind, model.screen.words.labels);
  const groups = [...names].map(([value, name]) => ({
    name,
    things: model.choices.filter((one) => one.value[member] === value),
  }));
  const rest = model.choices.filter((one) => !names.has(String(one.value[member])));
  return [...groups, { name: "", things: rest }]
    .filter(({ things }) => things.length > 0)
    .map(
      ({ name, things }) =>
        html`${name === "" ? nothing : html`<h4>${name}</h4>`}
          <ul class="goods">
            ${things.map((one) => row(one, member, choice))}
          </ul>`,
    );
}

function row(one: ResourceAvailability, group: string, choice: ItemsChoice): TemplateResult {
  const { model, items, flow, chosen } = choice;
  const { words } = model.screen;
  const units = model.unitsOf(one.id);
  const left = model.leftOf(one);
  const problem = left < 1 ? flow.say("notServed") : model.problemWith(one);
  const most = Math.min(left, items.mostUnits);
  const full = units === 0 && model.choices.filter((other) => model.unitsOf(other.id) > 0).length >= items.most;
  const price = Object.entries(one.value).find(([name]) => /(?:price|fee)$/i.test(name))?.[1];
  const set = (n: number) => {
    model.order(one.id, Math.min(Math.max(n, 0), most));
    chosen();
  };
  const id = `?item-${one.id}`;
  return html`<li class=${units > 0 ? "good chosen" : "good"}>
    <label for=${id}
      ><b>${one.name}</b>
      ${typeof price === "number" ? html`<span class="price-each">${sayMoney(price, words)}</span>` : nothing}</label
    >
    <p class="note" id="note-${id}">${problem ?? facts(one, group, left, choice)}</p>
    ${
      problem !== undefined && units === 0
        ? nothing
        : html`<span class="row counter">
            <button
              type="button"
              aria-label=${words.say("less", { field: one.name })}
              ?disabled=${units === 0}
              @click=${() => set(units - 1)}
            >
              −
            </button>
            <input
              id=${id}
              type="number"
              inputmode="numeric"
              min="0"
              max=${Number.isFinite(most) ? most : nothing}
              .value=${String(units)}
              aria-describedby="note-${id}"
              @change=${(event: Event) => set(Math.round(Number((event.target as HTMLInputElement).value)) || 0)}
            />
            <button
              type="button"
              aria-label=${words.say("more", { field: one.name })}
              ?disabled=${units >= most || full}
              @click=${() => set(units + 1)}
            >
              +
            </button>
          </span>`
    }
  </li>`;
}

/** What is left, then what it holds. */
function facts(one: ResourceAvailability, group: string, left: number, { model, items }: ItemsChoice): string {
  const { words } = model.screen;
  const counted = typeof items.rule.capacity === "string" ? items.rule.capacity.slice(1) : undefined;
  const shown = {
    kind: one.kind,
    value: Object.fromEntries(
      Object.entries(one.value).filter(([name, value]) => name !== group && typeof value !== "number"),
    ),
  };
  const said = providerFacts(shown, words, counted).slice(0, 2);
  return [...(Number.isFinite(left) ? [words.say("left", { n: left })] : []), ...said].join(" · ");
}
