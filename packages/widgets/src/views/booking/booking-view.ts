import { html } from "lit";
import type { PropertyDeclarations, PropertyValues } from "lit";
import type { Pointer } from "@linli/contracts";
import type { ProblemError } from "@linli/sdk";
import { OpenView } from "../../flow/open-view.js";
import type { Screen } from "../../flow/screen.js";
import type { Part } from "../../form/community-form.js";
import { daysLater, sayDay, sayMoment } from "../../lib/say-time.js";
import { BookingModel, isSimple } from "./booking-model.js";
import { dayPart } from "./day-part.js";
import { placesPart } from "./places-part.js";
import { timePart } from "./time-part.js";
import type { Wide } from "./wide-model.js";

/**
 * Books a thing for a time: which one, on which day, at what time, and what else its contract asks.
 *
 * @fires {CustomEvent<string | undefined>} refresh - What can be had should be loaded again, perhaps from another day
 * on; does not bubble.
 */
export class BookingView extends OpenView {
  static override properties: PropertyDeclarations = { repeats: { state: true }, wide: { state: true } };

  /** Repeats it every week; loaded when asked for. */
  declare repeats: ((view: BookingView, model: BookingModel) => unknown) | undefined;
  /** What bookings need that are not of one thing for a slot or two; loaded for those. */
  declare wide: Wide | undefined;
  #model: BookingModel | undefined;
  #first = "";

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { screen, free, value } = this;
    if (screen === undefined || free === undefined) return;
    if (!(changed.has("screen") || changed.has("free") || changed.has("wide"))) return;
    this.#first ||= free.days[0] ?? "";
    const parts = { screen, value, free };
    if (isSimple(screen)) this.#model = new BookingModel(parts);
    else if (this.wide) this.wide.look(parts);
    else void this.#widen(screen);
    if (this.options.series) void this.repeat();
  }

  async #widen({ words }: Screen): Promise<void> {
    const { loadWide } = await import("./wide-model.js");
    this.wide = await loadWide(this, words.locale);
  }

  protected override parts(): ReadonlyMap<Pointer, readonly Part[]> {
    const { screen, wide } = this;
    const model = (this.#model = wide?.model() ?? this.#model);
    if (screen === undefined || model === undefined) return screen ? waitingParts(screen) : new Map();
    const { asks, when, use, free } = model;
    const { bookableFrom, series } = screen.contract.settings;
    const chosen = (at: Pointer) => () => this.chosen(at);
    const turn = (by: number) => () => {
      model.forgetTime();
      this.dispatchEvent(new CustomEvent("refresh", { detail: daysLater(free.days[0] ?? "", by * free.days.length) }));
    };
    const reach = daysLater(this.#first, Number(/^P(\d+)D$/.exec(String(bookableFrom))?.[1] ?? 3650));
    const turns = {
      earlier: free.days[0] === this.#first ? undefined : turn(-1),
      later: reach > daysLater(free.days.at(-1) ?? "", 1) ? turn(1) : undefined,
    };
    const times = [
      ...(asks === "nothing" ? [] : [dayPart(model, chosen(when), turns)]),
      ...(asks === "period" || asks === "instant" ? [timePart(model, chosen(when), wide?.until())] : []),
      ...(series && asks !== "nothing" ? [this.#series(model)] : []),
      ...this.who(),
    ];
    const place = placesPart(model, chosen(use.at));
    return new Map(
      when === "" ? [[use.at, [place, ...times]]] : [[use.at, [place]], ...(wide?.places(chosen) ?? []), [when, times]],
    );
  }

  protected override submitLabel(screen: Screen): string {
    const label = super.submitLabel(screen);
    const { start, waits, asks } = this.#model ?? {};
    if (start === undefined) return label;
    const { words } = screen;
    return `${waits ? words.ui.waitFor : label} ${asks === "day" ? sayDay(start, words) : sayMoment(start, words)}`;
  }

  override placeOf({ code }: ProblemError): Pointer {
    if (!/^(?:period-taken|full|outside-opening)$/.test(code)) return "";
    this.dispatchEvent(new CustomEvent("refresh", { detail: this.free?.days[0] }));
    return this.#model?.when || (this.#model?.use.at ?? "");
  }

  /** Something was chosen: keeps it, forgets what was wrong there, and notes whether it means waiting. */
  chosen(at: Pointer): void {
    if (this.#model?.waits) this.options.waitlist = true;
    else delete this.options.waitlist;
    this.form?.model.mended(at);
    this.keep();
    this.requestUpdate();
  }

  /** Lets it be repeated every week. */
  async repeat(): Promise<void> {
    const { seriesChoice } = await import("./series-part.js");
    this.repeats = await seriesChoice(this);
  }

  #series(model: BookingModel): Part {
    const { everyWeek } = model.screen.words.ui;
    return {
      id: "?series",
      name: everyWeek,
      required: false,
      answer: () => (this.options.series ? everyWeek : ""),
      render: () =>
        this.repeats?.(this, model) ??
        html`<button type="button" class="quiet" @click=${() => void this.repeat()}>${everyWeek}</button>`,
    };
  }
}

/** While nothing is known of what can be had: its fields wait. */
function waitingParts({ contract }: Screen): ReadonlyMap<Pointer, readonly Part[]> {
  const waiting = contract.uses?.flatMap(({ at, period, time }) => [at, period, time]) ?? [];
  const part = { id: "?", name: "", required: true, answer: () => "", ready: () => false };
  const loading = { ...part, render: () => html`<p class="note" role="status">…</p>` };
  return new Map<Pointer, readonly Part[]>([["", [loading]], ...waiting.map((at) => [String(at), []] as const)]);
}

declare global {
  interface HTMLElementTagNameMap {
    "community-booking-view": BookingView;
  }
}
