import { at as read, withAt } from "@linli/contracts";
import type { AvailabilityView, Json, JsonObject, JsonSchema, Period, Pointer, ResourceAvailability, UseRule } from "@linli/contracts";
import { checkOpen } from "../../flow/check-open.js";
import type { Screen } from "../../flow/screen.js";
import { put } from "../../form/pointers.js";
import { daysLater, minutesIn, minutesOf, timeOf } from "../../lib/say-time.js";
import { leftOn, lengthsFrom, slotsOf } from "./slots.js";
import type { Grid, Slot } from "./slots.js";

/** A slot, and why it cannot be chosen though nobody has taken it. */
export interface Choice extends Slot {
  readonly problem?: string | undefined;
}

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
}

const anyPeriodStep = 30;
const anyPeriodSlots = 8;

/** What is chosen of a booking, and what can be. Reads and writes the record in place. */
export class BookingModel {
  readonly screen: Screen;
  readonly use: UseRule;
  readonly value: { [name: string]: Json | undefined };
  readonly free: AvailabilityView;
  readonly base: string;
  /** Whether somebody may wait for what is taken. */
  readonly mayWait: boolean;
  /** How a time is asked for: a period, an instant, a whole day, or not at all. */
  readonly asks: "period" | "instant" | "day" | "nothing";
  /** Where the time stands in the record. */
  readonly when: Pointer;
  readonly #step: number;
  readonly #most: number;
  readonly #known = new Map<string, readonly Choice[]>();

  constructor({ screen, value, free, base = "record", when }: BookingParts) {
    const { settings, uses, record } = screen.contract;
    this.screen = screen;
    this.value = value;
    this.free = free;
    this.base = base;
    this.use = mainUse(uses);
    this.when = when ?? (typeof this.use.period === "string" ? this.use.period : (this.use.time ?? ""));
    this.asks = asksFor(this.use, record);
    this.mayWait = settings.waitlist !== undefined;
    this.#step = settings.slot === undefined ? anyPeriodStep : minutesIn(settings.slot as string);
    this.#most = settings.slot === undefined ? anyPeriodSlots : ((settings.maxSlots as number | undefined) ?? 1);
  }

  get resources(): readonly ResourceAvailability[] {
    return this.free.resources.filter((one) => one.kind === this.use.kind);
  }

  /** The resource that is chosen. */
  get resource(): ResourceAvailability | undefined {
    const id = read(this.value, this.use.at);
    return this.resources.find((one) => one.id === id);
  }

  get start(): string | undefined {
    const when = this.when === "" ? undefined : read(this.value, this.when);
    if (typeof when === "string") return when;
    return (when as Period | undefined)?.start;
  }

  get end(): string | undefined {
    return (read(this.value, this.when) as Period | undefined)?.end;
  }

  /** Minutes since midnight at which it begins. */
  get minutes(): number | undefined {
    return this.start === undefined || this.asks === "day" ? undefined : minutesOf(this.start.slice(11));
  }

  /** How many slots it lasts. */
  get length(): number {
    if (this.start === undefined || this.end === undefined) return 1;
    return (Date.parse(this.end) - Date.parse(this.start)) / 60_000 / this.#step;
  }

  /** Length of a slot in minutes. */
  get step(): number {
    return this.#step;
  }

  /** Whether what is chosen is taken, so that one would wait for it. */
  waits(day: number): boolean {
    const { resource, minutes } = this;
    if (resource === undefined) return false;
    if (this.asks === "day" || this.asks === "nothing") return (leftOn(resource, day) ?? 1) < 1;
    const slots = this.slots(resource, day);
    const chosen = slots.filter((one) => minutes !== undefined && one.start >= minutes && one.start < minutes + this.length * this.#step);
    return chosen.some((one) => !one.free);
  }

  slots(resource: ResourceAvailability, day: number): readonly Choice[] {
    const grid = this.#grid;
    const key = `${resource.id} ${day} ${grid.units}`;
    let slots = this.#known.get(key);
    if (slots === undefined) {
      slots = slotsOf(resource, day, grid).map((slot) => ({ ...slot, problem: this.#problemAt(resource, day, slot.start) }));
      this.#known.set(key, slots);
    }
    return slots;
  }

  /** How much of a resource can be had on a day: free beginnings, or units left. */
  count(resource: ResourceAvailability, day: number): number {
    if (this.asks === "day" || this.asks === "nothing") return leftOn(resource, day) ?? 1;
    return this.slots(resource, day).filter((slot) => slot.free && slot.problem === undefined).length;
  }

  /** How much can be had on a day: of what is chosen, or of all. */
  countAll(day: number): number {
    const chosen = this.resource;
    return (chosen === undefined ? this.resources : [chosen]).reduce((sum, one) => sum + this.count(one, day), 0);
  }

  isOpen(day: number): boolean {
    const chosen = this.resource;
    return (chosen === undefined ? this.resources : [chosen]).some((one) => (one.open[day] ?? []).length > 0 || one.left !== undefined);
  }

  /** The first day on which something can be had; the first of all, if there is none. */
  firstDay(): number {
    return Math.max(
      0,
      this.free.days.findIndex((_, day) => this.countAll(day) > 0),
    );
  }

  choosePlace(id: string): void {
    put(this.value, this.use.at, id);
  }

  /** Chooses a day, and keeps the time of day if it can be had then, too. */
  chooseDay(day: number): void {
    const { minutes, length, resource } = this;
    if (this.asks === "day") put(this.value, this.when, this.free.days[day]);
    else if (minutes !== undefined) {
      const slot = resource && this.slots(resource, day).find((one) => one.start === minutes && one.problem === undefined);
      if (slot?.free === true) this.chooseTime(day, minutes, length);
      else this.forgetTime();
    }
  }

  chooseTime(day: number, start: number, length: number): void {
    const date = this.free.days[day] ?? "";
    const slots = this.resource === undefined ? [] : this.slots(this.resource, day);
    const slotsTaken = Math.min(length, lengthsFrom(start, slots, this.#step, this.#most));
    const from = this.#instant(date, start, day);
    const until = this.#instant(date, start + slotsTaken * this.#step, day);
    put(this.value, this.when, this.asks === "instant" ? from : { start: from, end: until });
  }

  forgetTime(): void {
    if (read(this.value, this.when) !== undefined) put(this.value, this.when, undefined);
  }

  /** Lengths that can be had from the chosen beginning on, in slots. */
  lengths(day: number): readonly number[] {
    const { resource, minutes } = this;
    if (this.asks !== "period" || resource === undefined || minutes === undefined) return [];
    const longest = lengthsFrom(minutes, this.slots(resource, day), this.#step, this.#most);
    return Array.from({ length: longest }, (_, i) => i + 1);
  }

  get #grid(): Grid {
    const { units } = this.use;
    const asked = typeof units === "string" ? read(this.value, units) : units;
    return { free: this.free, step: this.#step, units: typeof asked === "number" ? asked : 1 };
  }

  /** Midnight belongs to the next day. */
  #instant(date: string, minutes: number, day: number): string {
    const on = minutes < 1440 ? date : daysLater(date, 1);
    return `${on}T${timeOf(minutes % 1440)}:00${this.free.offsets?.[day] ?? this.free.offset}`;
  }

  /** What one of the contract's checks says of a beginning, for example that there is no light by then. */
  #problemAt(resource: ResourceAvailability, day: number, start: number): string | undefined {
    const { contract, words } = this.screen;
    if (!(contract.checks ?? []).some((check) => check.at === this.when)) return undefined;
    const date = this.free.days[day] ?? "";
    const from = this.#instant(date, start, day);
    const when = this.asks === "instant" ? from : { start: from, end: this.#instant(date, start + this.#step, day) };
    const value = withAt(withAt(this.value, this.use.at, resource.id), this.when, when) as JsonObject;
    return checkOpen({ contract, value, free: this.free }, words, this.when)[0]?.message;
  }
}

/** The use that a booking is about: the first that takes something at a time, else the first. */
function mainUse(uses: readonly UseRule[] = []): UseRule {
  const found = uses.find((one) => one.period !== undefined || one.time !== undefined) ?? uses[0];
  if (found === undefined) throw new Error("a booking uses nothing");
  return found;
}

function asksFor({ period, time }: UseRule, record: JsonSchema): "period" | "instant" | "day" | "nothing" {
  if (typeof period === "string") return "period";
  if (time === undefined) return "nothing";
  const schema = read(record, time.replaceAll("/", "/properties/")) as JsonSchema | undefined;
  return schema?.format === "date" ? "day" : "instant";
}
