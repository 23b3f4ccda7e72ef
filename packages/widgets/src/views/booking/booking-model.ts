import { at as read, withAt } from "@linli/contracts/json";
import type {
  AvailabilityView,
  Json,
  JsonObject,
  Period,
  Pointer,
  ResourceAvailability,
  UseRule,
} from "@linli/contracts";
import { checkOpen } from "../../flow/check-open.js";
import type { Screen } from "../../flow/screen.js";
import { put } from "../../form/pointers.js";
import { daysLater, minutesIn, minutesOf, timeOf } from "../../lib/say-time.js";
import { slotsOf } from "./slots.js";
import type { Slot } from "./slots.js";

/** A slot, and why it cannot be chosen though nobody has taken it. */
export interface Choice extends Slot {
  readonly problem: () => string | undefined;
}

/** Whether a beginning can be had. */
export const isFree = (choice: Choice): boolean => choice.free && choice.problem() === undefined;

/** What a booking is chosen from, and into. */
export interface BookingParts {
  readonly screen: Screen;
  /** The record; written in place. */
  readonly value: { [name: string]: Json | undefined };
  readonly free: AvailabilityView;
  /** Where labels stand; absent: `record`. */
  readonly base?: string;
  /** Where the period goes, if not where the contract has it. */
  readonly when?: Pointer;
  /** Which of the contract's uses; absent: the first. */
  readonly use?: UseRule | undefined;
}

/** Whether it is one thing for a slot or two; all others need a wide model. */
export const isSimple = ({ contract: { uses, settings } }: Screen): boolean =>
  settings.slot !== undefined &&
  (settings.maxSlots as number) <= 2 &&
  uses?.length === 1 &&
  typeof uses[0]?.period === "string";

/** What is chosen of a booking, and what can be. Reads and writes the record in place. */
export class BookingModel {
  readonly screen: Screen;
  readonly use: UseRule;
  readonly value: { [name: string]: Json | undefined };
  readonly free: AvailabilityView;
  readonly base: string;
  /** Whether somebody may wait for what is taken. */
  readonly mayWait: boolean;
  /** Where the time stands in the record. */
  readonly when: Pointer;
  /** Length of a slot, in minutes. */
  readonly step: number;
  /** Whether several things can be chosen. */
  declare readonly isMany?: boolean;
  /** How many slots it lasts at most. */
  readonly most: number;
  /** The day that is looked at, counted from the first that is shown. */
  day = 0;
  readonly #known = new Map<string, readonly Choice[]>();

  constructor({
    screen,
    value,
    free,
    base = "record",
    when,
    use = screen.contract.uses?.[0] as UseRule,
  }: BookingParts) {
    const { settings } = screen.contract;
    this.screen = screen;
    this.value = value;
    this.free = free;
    this.base = base;
    this.use = use;
    this.when = when ?? (use.period as string);
    this.mayWait = settings.waitlist !== undefined;
    this.step = minutesIn((settings.slot as string | undefined) ?? "PT30M");
    this.most = settings.maxSlots as number;
    const chosen = free.days.indexOf(this.start?.slice(0, 10) ?? "");
    this.day =
      chosen < 0
        ? Math.max(
            0,
            free.days.findIndex((_, day) => this.has(day)),
          )
        : chosen;
  }

  /** How a time is asked for: a period, an instant, a whole day, or not at all. */
  get asks(): "period" | "instant" | "day" | "nothing" {
    return "period";
  }

  /** All that can be chosen. */
  get resources(): readonly ResourceAvailability[] {
    return this.free.resources.filter((one) => one.kind === this.use.kind);
  }

  isChosen({ id }: { readonly id: string }): boolean {
    return id === read(this.value, this.use.at);
  }

  /** The resource that is chosen. */
  get resource(): ResourceAvailability | undefined {
    return this.resources.find((one) => this.isChosen(one));
  }

  /** The instant or date at which it begins. */
  get start(): string | undefined {
    const when = this.when && read(this.value, this.when);
    return (when as Period | undefined)?.start ?? (when as string | undefined) ?? undefined;
  }

  get end(): string | undefined {
    return (read(this.value, this.when) as Period | undefined)?.end;
  }

  /** Minutes since midnight at which it begins. */
  get minutes(): number | undefined {
    return this.start?.[10] === undefined ? undefined : minutesOf(this.start.slice(11));
  }

  /** How many slots it lasts. */
  get length(): number {
    return this.end ? (Date.parse(this.end) - Date.parse(this.start ?? "")) / 60_000 / this.step : 1;
  }

  /** Whether what is chosen is taken, so that one would wait for it. */
  get waits(): boolean {
    return this.minutes !== undefined && this.slotAt(this.minutes)?.free === false;
  }

  /** The slot that begins so many minutes after the midnight of the day that is looked at. */
  slotAt(minutes: number): Choice | undefined {
    return this.resource && this.slots(this.resource).find(({ start }) => start === minutes);
  }

  /** The beginnings that a resource has on a day. */
  slots(resource: ResourceAvailability, day = this.day): readonly Choice[] {
    const asked = typeof this.use.units === "string" ? read(this.value, this.use.units) : this.use.units;
    const units = typeof asked === "number" ? asked : 1;
    const key = `${resource.id} ${day} ${units}`;
    const choiceOf = (slot: Slot): Choice => {
      // Rules are evaluated for the times that are looked at, not for all courts of the week.
      let problem: readonly [string | undefined] | undefined;
      return { ...slot, problem: () => (problem ??= [this.problemAt(resource, day, slot.start)])[0] };
    };
    const known =
      this.#known.get(key) ?? slotsOf(resource, day, { free: this.free, step: this.step, units }).map(choiceOf);
    this.#known.set(key, known);
    return known;
  }

  /** How much of a thing can be had on a day: free beginnings, or units left. */
  count(day: number, of: ResourceAvailability): number {
    return this.slots(of, day).filter(isFree).length;
  }

  /** Whether something can be had on a day, of what is chosen or of all. */
  has(day: number, of = this.resource): boolean {
    if (of === undefined) return this.resources.some((one) => this.has(day, one));
    return this.slots(of, day).some(isFree);
  }

  /** Whether anything is open on a day. */
  isOpen(day: number): boolean {
    const { resource } = this;
    return (resource ? [resource] : this.resources).some(({ open, left }) => left ?? open[day]?.length);
  }

  choosePlace(id: string): void {
    put(this.value, this.use.at, id);
    this.chooseDay(this.day);
  }

  /** Looks at a day, and keeps the time of day if it can be had then, too. */
  chooseDay(day: number): void {
    const { minutes, length } = this;
    this.day = day;
    if (minutes !== undefined) {
      const slot = this.slotAt(minutes);
      if (slot && isFree(slot)) this.chooseTime(minutes, length);
      else this.forgetTime();
    }
  }

  chooseTime(start: number, length: number): void {
    put(this.value, this.when, this.period(this.day, start, Math.min(length, this.#longest(start))));
  }

  forgetTime(): void {
    if (this.start !== undefined) put(this.value, this.when, undefined);
  }

  /** How many slots can be had from the chosen beginning on. */
  get longest(): number {
    return this.minutes === undefined ? 0 : this.#longest(this.minutes);
  }

  #longest(start: number): number {
    let count = 1;
    while (count < this.most && this.slotAt(start + count * this.step)?.free) count++;
    return count;
  }

  /** A beginning as the record has it. Midnight belongs to the next day. */
  period(day: number, start: number, length: number): Json {
    const instant = (minutes: number) => {
      const date = daysLater(this.free.days[day] ?? "", Math.floor(minutes / 1440));
      return `${date}T${timeOf(minutes % 1440)}:00${this.free.offsets?.[day] ?? this.free.offset}`;
    };
    return { start: instant(start), end: instant(start + length * this.step) };
  }

  /** What one of the contract's checks says of a beginning, for example that there is no light by then. */
  problemAt(resource: ResourceAvailability, day: number, start: number): string | undefined {
    const { contract, words } = this.screen;
    if (!contract.checks?.some((check) => check.at === this.when)) return undefined;
    const placed = withAt(this.value, this.use.at, resource.id);
    const value = withAt(placed, this.when, this.period(day, start, 1)) as JsonObject;
    return checkOpen({ contract, value, free: this.free }, words, this.when)[0]?.message;
  }
}
