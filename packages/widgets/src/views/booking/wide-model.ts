import { every, at as read, withAt } from "@linli/contracts/json";
import type { Json, JsonObject, JsonSchema, Period, Pointer, ResourceAvailability, UseRule } from "@linli/contracts";
import { checkOpen } from "../../flow/check-open.js";
import type { OpenView } from "../../flow/open-view.js";
import type { Part } from "../../form/community-form.js";
import { put } from "../../form/pointers.js";
import { BookingModel } from "./booking-model.js";
import type { BookingParts, Choice } from "./booking-model.js";
import { placesPart } from "./places-part.js";
import { leftOn } from "./slots.js";
import { untilPart } from "./until-part.js";
import type { Until } from "./time-part.js";

/** What bookings need that are not of one thing for a slot or two. */
export interface Wide {
  /** Looks at what can be had. */
  readonly look: (parts: BookingParts) => void;
  /** The model of the use of which something is chosen. */
  readonly model: () => BookingModel;
  /** Asks for the things of all uses, where they stand in the record. */
  readonly places: (chosen: (at: Pointer) => () => void) => readonly (readonly [Pointer, readonly Part[]])[];
  /** Asks until when, where that is a question. */
  readonly until: () => Until | undefined;
}

/** Loads what such bookings need; for a view, notes whether what is filled in means waiting. */
export async function loadWide(view: OpenView | undefined, locale: string): Promise<Wide> {
  const until = await untilPart(locale);
  let models: readonly WideModel[] = [];
  const model = () => (models.find(({ resource }) => resource) ?? models[0]) as WideModel;
  const note = () => {
    if (view === undefined || model().waits === (view.options.waitlist === true)) return;
    if (model().waits) view.options.waitlist = true;
    else delete view.options.waitlist;
    view.requestUpdate();
  };
  // How many are wanted may decide it; before the view keeps what is filled in.
  view?.renderRoot.addEventListener("draft", note, true);
  return {
    look: (parts) => {
      const { uses = [] } = parts.screen.contract;
      const timed = uses.filter((one) => one.period ?? one.time);
      const [first] = timed.length > 0 ? timed : uses;
      // A room, or a seat in a corner: for the same time.
      const isSame = (one: UseRule) =>
        one === first || (typeof one.period === "string" && one.period === first?.period);
      models = uses.filter(isSame).map((use) => new WideModel({ ...parts, use, when: parts.when ?? whenOf(use) }));
    },
    model,
    places: (chosen) =>
      models.map((one) => {
        const place = placesPart(one, chosen(one.use.at));
        return [place.id, [place]];
      }),
    until: () => (model().asks === "period" ? until : undefined),
  };
}

/** A booking that may last over days, be of several things, or of what belongs to something else. */
export class WideModel extends BookingModel {
  /** Where there is no grid, any end will do. */
  protected get isAnyEnd(): boolean {
    return this.screen.contract.settings.slot === undefined;
  }

  override get asks(): BookingModel["asks"] {
    const { period, time } = this.use;
    if (typeof period === "string") return "period";
    return time === undefined ? "nothing" : isDate(this.screen.contract.record, time) ? "day" : "instant";
  }

  override readonly isMany = this.use.at.endsWith("*");

  /** Of what belongs to something else that was chosen, only that. */
  override get resources(): readonly ResourceAvailability[] {
    const { parent } = this.use;
    const [whole] = parent === undefined ? [] : every(this.value as JsonObject, parent);
    return super.resources.filter((one) => whole === undefined || one.parent === whole.value);
  }

  override isChosen({ id }: { readonly id: string }): boolean {
    return every(this.value as JsonObject, this.use.at).some(({ value }) => value === id);
  }

  /** Whether it is counted by the day, or once. */
  protected get isWhole(): boolean {
    return this.asks === "day" || this.asks === "nothing";
  }

  override count(day: number, of: ResourceAvailability): number {
    return this.isWhole ? (leftOn(of, day) ?? 1) : super.count(day, of);
  }

  override has(day: number, of = this.resource): boolean {
    return of !== undefined && this.isWhole ? this.count(day, of) > 0 : super.has(day, of);
  }

  override chooseDay(day: number): void {
    super.chooseDay(day);
    if (this.asks === "day") put(this.value, this.when, this.free.days[day]);
  }

  override get longest(): number {
    return 0;
  }

  override period(day: number, start: number, length: number): Json {
    const period = super.period(day, start, length) as unknown as Period;
    return this.asks === "instant" ? period.start : { ...period };
  }

  /** What is counted by the day is left at any time of it. */
  override slots(resource: ResourceAvailability, day = this.day): readonly Choice[] {
    const left = leftOn(resource, day);
    const slots = super.slots(resource, day);
    return left === undefined ? slots : slots.map((one) => ({ ...one, left, free: left >= this.units }));
  }

  protected get units(): number {
    const { units = 1 } = this.use;
    const asked = typeof units === "string" ? every(this.value as JsonObject, units)[0]?.value : units;
    return typeof asked === "number" ? asked : 1;
  }

  /** Several at once are taken when one of them is. */
  override get resource(): ResourceAvailability | undefined {
    const [first, ...others] = this.chosen;
    return first && others.reduce(together, first);
  }

  protected get chosen(): readonly ResourceAvailability[] {
    return this.resources.filter((one) => this.isChosen(one));
  }

  override choosePlace(id: string): void {
    if (!this.isMany) return super.choosePlace(id);
    const ids = this.chosen.map((one) => one.id);
    const next = ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
    put(this.value, this.use.at.slice(0, -2), next.length > 0 ? next : undefined);
    this.chooseDay(this.day);
  }

  override chooseTime(start: number, length: number): void {
    const { end } = this;
    if (this.isAnyEnd && this.asks === "period") {
      this.chooseLength(length, start);
      // None is chosen for anybody.
      if (end === undefined) put(this.value, `${this.when}/end`, undefined);
      return;
    }
    const all = this.lengths(start);
    const free = all.filter((n) => !this.waitsFor(n, start));
    const some = free.length > 0 ? free : all;
    this.chooseLength(some.filter((n) => n <= length).at(-1) ?? some[0] ?? 1, start);
  }

  /** Chooses how many slots it lasts. */
  chooseLength(length: number, start = this.minutes ?? 0): void {
    put(this.value, this.when, this.period(this.day, start, length));
  }

  override get waits(): boolean {
    const { resource, minutes } = this;
    if (minutes !== undefined) return this.waitsFor(this.length);
    if (resource === undefined || !this.isWhole) return false;
    return (leftOn(resource, this.day) ?? Infinity) < this.units;
  }

  /** Whether something that is wanted for so long is taken meanwhile. */
  waitsFor(length: number, start = this.minutes ?? 0): boolean {
    return Array.from({ length }, (_, i) => this.slotAt(start + i * this.step)).some((slot) => slot?.free === false);
  }

  /** Beyond what is taken, one waits. */
  lengths(start = this.minutes ?? 0): readonly number[] {
    const lengths: number[] = [];
    if (this.isAnyEnd || this.asks !== "period") return lengths;
    for (let n = 1; n <= this.most; n++) {
      const slot = this.slotAt(start + (n - 1) * this.step);
      if (slot === undefined || !(slot.free || this.mayWait)) break;
      if (this.problemOf(n, start) === undefined) lengths.push(n);
    }
    return lengths;
  }

  /** What one of the contract's checks says of a period. */
  problemOf(
    length: number,
    start = this.minutes ?? 0,
    { day = this.day, resource = this.resource }: { readonly day?: number; readonly resource?: Named | undefined } = {},
  ): string | undefined {
    const { contract, words } = this.screen;
    if (!contract.checks?.some((check) => check.at === this.when)) return undefined;
    const placed = this.isMany || !resource ? this.value : withAt(this.value, this.use.at, resource.id);
    const value = withAt(placed, this.when, this.period(day, start, length)) as JsonObject;
    return checkOpen({ contract, value, free: this.free }, words, this.when)[0]?.message;
  }

  /** Perhaps on a later day. */
  override slotAt(minutes: number): Choice | undefined {
    const { resource } = this;
    const day = this.day + Math.floor(minutes / 1440);
    return resource && this.slots(resource, day).find(({ start }) => start === minutes % 1440);
  }

  /** A beginning will do if it does for some length. */
  override problemAt(resource: ResourceAvailability, day: number, start: number): string | undefined {
    if (this.isAnyEnd) return undefined;
    let first: string | undefined;
    for (let n = 1; n <= this.most; n++) {
      const problem = this.problemOf(n, start, { day, resource });
      if (problem === undefined) return undefined;
      first ??= problem;
    }
    return first;
  }
}

interface Named {
  readonly id: string;
}

const together = (one: ResourceAvailability, other: ResourceAvailability): ResourceAvailability => ({
  ...one,
  id: `${one.id} ${other.id}`,
  ...(one.taken && { taken: one.taken.map((day, i) => [...day, ...(other.taken?.[i] ?? [])]) }),
});

const whenOf = ({ period, time }: UseRule): Pointer => (typeof period === "string" ? period : (time ?? ""));

/** Whether a field is a date: then the whole day is taken. */
const isDate = (record: JsonSchema, at: Pointer) =>
  (read(record, at.replaceAll("/", "/properties/")) as JsonSchema | undefined)?.format === "date";
