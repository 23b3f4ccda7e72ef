import { html, nothing } from "lit";
import type { PropertyDeclarations, PropertyValues } from "lit";
import type { AvailabilityView, Pointer } from "@linli/contracts";
import type { ProblemError } from "@linli/sdk";
import { OpenView } from "../../flow/open-view.js";
import type { Screen } from "../../flow/screen.js";
import type { Part } from "../../form/community-form.js";
import { fieldsOf } from "../../form/fields.js";
import { sayDay } from "../../lib/say-time.js";
import { flowsOf } from "../../ui/flows/flow-words.js";
import type { FlowWords } from "../../ui/flows/flow-words.js";
import { choicePart } from "./choice-part.js";
import { itemsPart } from "./items-part.js";
import { OrderModel, providerUse } from "./order-model.js";
import { priceRows } from "./price-rows.js";
import { providerPart } from "./provider-part.js";
import { serviceDayPart } from "./service-day-part.js";
import type * as weekdaysPart from "./weekdays-part.js";
import { css } from "../../sheets/order.css.js";
import { addStyles } from "../../sheets/sheets.js";

addStyles(css);

const mostChoices = 6;

/**
 * Orders a service: who does it, on which day, what and how much of it, and what else its contract asks.
 *
 * @fires {CustomEvent<undefined>} refresh - What can be had has changed, it should be loaded again; does not bubble.
 */
export class OrderView extends OpenView {
  static override properties: PropertyDeclarations = { series: { state: true }, ahead: { state: true } };

  declare series: typeof weekdaysPart | undefined;
  /** What can be had on the days of a series. */
  declare ahead: AvailabilityView | undefined;
  #model: OrderModel | undefined;

  protected override readonly perScreen: number | undefined = 4;

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { screen, free } = this;
    if (screen === undefined || free === undefined || !(changed.has("screen") || changed.has("free"))) return;
    this.#model =
      providerUse(screen.contract) === undefined ? undefined : new OrderModel({ screen, value: this.value, free });
    if (this.options.series !== undefined) void this.#loadSeries();
  }

  protected override parts(): ReadonlyMap<Pointer, readonly Part[]> {
    const { screen } = this;
    const model = this.#model;
    const flow = screen && flowsOf(screen.words.locale);
    if (screen === undefined || flow === undefined) return new Map();
    const parts = new Map<Pointer, readonly Part[]>([["", this.who()]]);
    if (model === undefined) return parts;
    parts.set(model.use.at, [
      providerPart(model, flow, () => {
        model.forgetStrays();
        this.#chosen(model.use.at);
      }),
    ]);
    if (model.when !== "")
      parts.set(model.when, [
        serviceDayPart(model, flow, () => this.#chosen(model.when)),
        ...this.#seriesParts(model, flow),
      ]);
    if (model.items !== undefined) {
      const { items } = model;
      parts.set(items.list, [
        itemsPart({ model, items, flow, chosen: () => this.#chosen(items.list), price: () => this.footer(screen) }),
      ]);
    }
    for (const [at, part] of this.#choiceParts(screen, model)) parts.set(at, [part]);
    return parts;
  }

  /** Fields of a few choices of which what else is chosen may rule some out. */
  #choiceParts({ contract }: Screen, model: OrderModel): readonly (readonly [Pointer, Part])[] {
    const checked = new Set((contract.checks ?? []).map(({ at }) => at));
    return fieldsOf(contract.record, "", this.value)
      .filter(({ at, schema }) => checked.has(at) && Array.isArray(schema.enum) && schema.enum.length <= mostChoices)
      .map((field) => [field.at, choicePart(model, field, () => this.#chosen(field.at))] as const);
  }

  #seriesParts(model: OrderModel, flow: FlowWords): readonly Part[] {
    const { contract, words } = model.screen;
    if (contract.settings.series === undefined) return [];
    const { options } = this;
    const ahead = this.ahead && new OrderModel({ screen: model.screen, value: this.value, free: this.ahead });
    const { maxOccurrences: most } = contract.settings.series as { readonly maxOccurrences: number };
    const on = options.series !== undefined;
    const toggle = (event: Event) => this.#toggleSeries((event.target as HTMLInputElement).checked, model, most);
    return [
      {
        id: "?series",
        name: flow.say("someWeekdays"),
        required: false,
        answer: () => (on ? flow.more.yes : ""),
        render: () =>
          html`<div class="field">
            <label class="tick"
              ><input type="checkbox" .checked=${on} @change=${toggle} /><span
                >${flow.say("someWeekdays")} <span class="optional">${words.ui.optional}</span></span
              ></label
            >
            ${on ? this.series?.weekdaysChoice({ model, flow, options, most, ahead, chosen: () => this.#chosen(model.when) }) : nothing}
          </div>`,
      },
    ];
  }

  #toggleSeries(on: boolean, model: OrderModel, most: number): void {
    if (on) void this.#loadSeries(most);
    const day = model.date === undefined ? 1 : new Date(`${model.date}T00:00:00Z`).getUTCDay();
    this.options = on
      ? {
          ...this.options,
          series: { rule: `FREQ=WEEKLY;BYDAY=${"SUMOTUWETHFRSA".slice(2 * day, 2 * day + 2)};COUNT=4` },
        }
      : {};
    this.#chosen(model.when);
  }

  async #loadSeries(most = 31): Promise<void> {
    const { screen } = this;
    this.series ??= await import("./weekdays-part.js");
    const days = Math.min(62, Math.max(31, most));
    this.ahead = await screen?.street.client
      .anyScenario(screen.contract.id)
      .availability({ days })
      .catch(() => undefined);
  }

  protected override submitLabel(screen: Screen): string {
    const label = super.submitLabel(screen);
    const model = this.#model;
    const { words } = screen;
    if (model === undefined) return label;
    if (this.options.series !== undefined && this.series !== undefined && model.date !== undefined) {
      const { rule } = this.options.series as { readonly rule: string };
      const n = this.series.datesOf(rule, model.date).length;
      return `${label} ${flowsOf(words.locale)?.say("times", { n }) ?? ""}`;
    }
    const what =
      model.when === "" ? (model.resource?.name ?? "") : model.date === undefined ? "" : sayDay(model.date, words);
    return what === "" ? label : `${label} ${what}`;
  }

  protected override footer(screen: Screen): unknown {
    const flow = flowsOf(screen.words.locale);
    const model = this.#model;
    const hasItems = model?.items === undefined || this.value[model.items.list.slice(1)] !== undefined;
    if (flow === undefined || !hasItems) return nothing;
    return priceRows({ screen, value: this.value, free: this.free, flow });
  }

  override placeOf({ code }: ProblemError): Pointer {
    const model = this.#model;
    if (model === undefined || !["full", "outside-opening", "unknown-resource", "too-late"].includes(code)) return "";
    this.dispatchEvent(new CustomEvent("refresh"));
    if (code === "too-late" || code === "outside-opening") return model.when === "" ? model.use.at : model.when;
    return model.items?.list ?? model.use.at;
  }

  override again(): void {
    super.again();
    this.series = undefined;
  }

  #chosen(at: Pointer): void {
    const model = this.#model;
    const weekday = model?.date === undefined ? undefined : new Date(`${model.date}T00:00:00Z`).getUTCDay();
    const series = this.options.series as { readonly rule: string } | undefined;
    if (series !== undefined && weekday !== undefined)
      this.options.series = { rule: withWeekday(series.rule, weekday) };
    this.form?.model.mended(at);
    this.keep();
    this.requestUpdate();
  }
}

const codes = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/** A series begins on the day that is chosen, so its weekday is one of the series'. */
function withWeekday(rule: string, weekday: number): string {
  const code = codes[weekday] ?? "";
  return rule.includes(code) ? rule : rule.replace(/BYDAY=[A-Z,]+/, `BYDAY=${code}`);
}

declare global {
  interface HTMLElementTagNameMap {
    "community-order-view": OrderView;
  }
}
