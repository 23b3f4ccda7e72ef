import type { PropertyDeclarations, PropertyValues } from "lit";
import { html, nothing } from "lit";
import type { AvailabilityView, Pointer } from "@linli/contracts";
import type { ProblemError } from "@linli/sdk";
import { OpenView } from "../../flow/open-view.js";
import type { Screen } from "../../flow/screen.js";
import type { Part } from "../../form/community-form.js";
import { sayDay, daysLater, sayMoment } from "../../lib/say-time.js";
import { loadMore } from "../../ui/load-more.js";
import type { More } from "../../ui/more/zh-CN.js";
import { css } from "../../sheets/booking.css.js";
import { addStyles } from "../../sheets/sheets.js";
import { BookingModel } from "./booking-model.js";
import { dayPart } from "./day-part.js";
import { placesPart } from "./places-part.js";
import { timePart } from "./time-part.js";

addStyles(css);

/**
 * Books a thing for a time: which one, on which day, at what time, and what else its contract asks.
 *
 * @fires {CustomEvent<undefined>} refresh - What can be had has changed, it should be loaded again; does not bubble.
 */
export class BookingView extends OpenView {
  static override properties: PropertyDeclarations = { day: { state: true }, series: { state: true } };

  /** The day that is looked at, counted from the first that is shown. */
  declare day: number;
  declare series: (typeof import("./series-part.js") & { readonly more: More }) | undefined;
  #model: BookingModel | undefined;
  #first: string | undefined;

  constructor() {
    super();
    this.day = 0;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { screen, free } = this;
    if (screen === undefined || free === undefined || !(changed.has("screen") || changed.has("free"))) return;
    this.#first ??= free.days[0];
    this.#model = new BookingModel({ screen, value: this.value, free });
    const chosen = free.days.indexOf(this.#model.start?.slice(0, 10) ?? "");
    this.day = chosen >= 0 ? chosen : this.#model.firstDay();
    if (this.options.series !== undefined) void this.#loadSeries();
  }

  protected override parts(): ReadonlyMap<Pointer, readonly Part[]> {
    const { screen } = this;
    const model = this.#model;
    if (screen === undefined) return new Map();
    if (model === undefined) return waitingParts(screen);
    const { settings } = screen.contract;
    const day = dayPart(model, {
      day: this.day,
      choose: (next) => {
        this.day = next;
        model.chooseDay(next);
        this.#chosen(model.when);
      },
      turn: (by) => void this.#turn(by),
      hasEarlier: model.free.days[0] !== this.#first,
      hasLater: reachesFurther(settings.bookableFrom as string | undefined, this.#first, model.free.days),
    });
    const time = timePart(model, this.day, () => this.#chosen(model.when));
    const series = settings.series === undefined || model.asks === "nothing" ? [] : this.#seriesParts(model);
    const when = model.asks === "day" ? [day] : model.asks === "nothing" ? [] : [day, time];
    const place = placesPart(model, () => {
      model.chooseDay(this.day);
      this.#chosen(model.use.at);
    });
    return new Map<Pointer, readonly Part[]>([
      [model.use.at, model.when === "" ? [place, ...this.who()] : [place]],
      ...(model.when === "" ? [] : [[model.when, [...when, ...series, ...this.who()]] as const]),
    ]);
  }

  protected override submitLabel(screen: Screen): string {
    const label = super.submitLabel(screen);
    const model = this.#model;
    if (model?.start === undefined || model.asks === "nothing") return label;
    const { words } = screen;
    const verb = model.waits(this.day) ? words.ui.waitFor : label;
    return `${verb} ${model.asks === "day" ? sayDay(model.start, words) : sayMoment(model.start, words)}`;
  }

  override placeOf(problem: ProblemError): Pointer {
    const { code } = problem;
    const model = this.#model;
    if (model === undefined || (code !== "period-taken" && code !== "full" && code !== "outside-opening")) return "";
    this.dispatchEvent(new CustomEvent("refresh"));
    return model.when === "" ? model.use.at : model.when;
  }

  /** Something was chosen: keeps it, forgets what was wrong there, says whether it means waiting. */
  #chosen(at: Pointer): void {
    const model = this.#model;
    const waits = model?.start !== undefined && model.waits(this.day);
    if (waits) this.options.waitlist = true;
    else delete this.options.waitlist;
    this.form?.model.mended(at);
    this.keep();
    this.requestUpdate();
  }

  /** Looks at later or earlier days. */
  async #turn(by: 1 | -1): Promise<void> {
    const { screen, free } = this;
    const first = free?.days[0];
    if (screen === undefined || free === undefined || first === undefined) return;
    const from = daysLater(first, by * free.days.length);
    const scenario = screen.street.client.scenario<string>(screen.contract.id);
    this.#model?.forgetTime();
    this.free = await scenario.availability({ from, days: free.days.length }).catch(() => free);
  }

  #seriesParts(model: BookingModel): readonly Part[] {
    const { words, contract } = model.screen;
    return [
      {
        id: "?series",
        name: words.ui.everyWeek,
        required: false,
        answer: () => (this.options.series === undefined ? "" : words.ui.everyWeek),
        render: () => {
          const on = this.options.series !== undefined;
          const toggle = html`<label class="tick"
            ><input
              type="checkbox"
              .checked=${on}
              @change=${(event: Event) => this.#toggleSeries((event.target as HTMLInputElement).checked)}
            /><span>${words.ui.everyWeek} <span class="optional">${words.ui.optional}</span></span></label
          >`;
          const most = (contract.settings.series as { readonly maxOccurrences: number }).maxOccurrences;
          const chosen = () => this.#chosen(model.when);
          return html`<div class="field">
            ${toggle} ${on ? this.series?.seriesChoice({ model, more: this.series.more, options: this.options, most, chosen }) : nothing}
          </div>`;
        },
      },
    ];
  }

  #toggleSeries(on: boolean): void {
    if (on) void this.#loadSeries();
    this.options = on ? { ...this.options, series: { rule: "FREQ=WEEKLY;COUNT=4" }, onConflict: "skip" } : {};
    if (this.#model !== undefined) this.#chosen(this.#model.when);
  }

  async #loadSeries(): Promise<void> {
    const [part, more] = await Promise.all([import("./series-part.js"), loadMore(this.street?.locale ?? "zh-CN")]);
    this.series = { ...part, more };
  }
}

/** While nothing is known of what can be had: its fields wait. */
function waitingParts({ contract, words }: Screen): ReadonlyMap<Pointer, readonly Part[]> {
  const waiting = contract.uses?.flatMap(({ at, period, time }) => [at, period, time]) ?? [];
  const part = { id: "?", name: "", required: true, answer: () => "", ready: () => false };
  const loading = { ...part, render: () => html`<p class="note" role="status">${words.ui.loading}</p>` };
  return new Map<Pointer, readonly Part[]>([["", [loading]], ...waiting.map((at) => [String(at), []] as const)]);
}

/** Whether days after those that are shown can be booked. */
function reachesFurther(ahead: string | undefined, first: string | undefined, days: readonly string[]): boolean {
  const last = days.at(-1);
  if (first === undefined || last === undefined || ahead === undefined) return ahead === undefined;
  const reach = Number(/^P(\d+)D$/.exec(ahead)?.[1] ?? 0);
  return daysLater(first, reach) > daysLater(last, 1);
}

declare global {
  interface HTMLElementTagNameMap {
    "community-booking-view": BookingView;
  }
}
