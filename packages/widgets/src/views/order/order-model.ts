import { fixedTime } from "@linli/contracts/fixed-time";
import { at as read } from "@linli/contracts/json";
import type {
  AvailabilityView,
  Json,
  JsonObject,
  JsonSchema,
  Pointer,
  ResourceAvailability,
  RunPart,
  UseRule,
} from "@linli/contracts";
import { checkOpen, deriveOpen } from "../../flow/check-open.js";
import type { Screen } from "../../flow/screen.js";
import { put } from "../../form/pointers.js";
import { minutesOf } from "../../lib/say-time.js";
import { groupingOf, itemsOf } from "./items-of.js";
import type { Items } from "./items-of.js";

type Member = { [name: string]: Json };

/** What an order is chosen from, and into. */
export interface OrderParts {
  readonly screen: Screen;
  /** The record; written in place. */
  readonly value: { [name: string]: Json | undefined };
  readonly free: AvailabilityView;
}

/** What is chosen of an order, and what can be: a provider, a day, and perhaps how much of what it has. */
export class OrderModel {
  readonly screen: Screen;
  readonly value: { [name: string]: Json | undefined };
  readonly free: AvailabilityView;
  /** The use that names the provider. */
  readonly use: UseRule;
  /** Where the day stands in the record; "": none is asked. */
  readonly when: Pointer;
  /** What of the provider's things is ordered; `undefined`: the provider itself is. */
  readonly items: Items | undefined;

  constructor({ screen, value, free }: OrderParts) {
    const use = providerUse(screen.contract);
    if (use === undefined) throw new Error("an order uses nothing");
    this.screen = screen;
    this.value = value;
    this.free = free;
    this.use = use;
    this.when = isDay(use, screen.contract.record) ? (use.time ?? "") : "";
    this.items = itemsOf(screen.contract);
  }

  get resources(): readonly ResourceAvailability[] {
    return this.free.resources.filter((one) => one.kind === this.use.kind);
  }

  /** The provider that is chosen. */
  get resource(): ResourceAvailability | undefined {
    const id = read(this.value, this.use.at);
    return this.resources.find((one) => one.id === id);
  }

  /** The date that is chosen. */
  get date(): string | undefined {
    const date = this.when === "" ? undefined : read(this.value, this.when);
    return typeof date === "string" ? date : undefined;
  }

  /** The day that is chosen, counted from the first that is shown; -1: none. Where no day is asked: today. */
  get day(): number {
    return this.when === "" ? 0 : this.free.days.indexOf(this.date ?? "");
  }

  choosePlace(id: string): void {
    put(this.value, this.use.at, id);
  }

  chooseDay(day: number): void {
    put(this.value, this.when, this.free.days[day]);
  }

  /** Units of a provider that can be had on a day; 1 where they are not counted. */
  count(resource: ResourceAvailability, day: number): number {
    if (this.isLate(day) || (resource.open[day] ?? []).length === 0) return 0;
    return leftOn(resource, day) ?? 1;
  }

  /** Units that can be had on a day: of the chosen provider, or of all. */
  countAll(day: number): number {
    const chosen = this.resource;
    return (chosen === undefined ? this.resources : [chosen]).reduce((sum, one) => sum + this.count(one, day), 0);
  }

  /** The first day on which something can be had; the first of all, if there is none. */
  firstDay(): number {
    return Math.max(
      0,
      this.free.days.findIndex((_, day) => this.countAll(day) > 0),
    );
  }

  isOpen(day: number): boolean {
    const chosen = this.resource;
    return (chosen === undefined ? this.resources : [chosen]).some((one) => (one.open[day] ?? []).length > 0);
  }

  /** By when a day must be ordered, an instant; `undefined`: there is no such moment. */
  deadline(day: number): string | undefined {
    const until = this.screen.contract.settings.orderUntil as
      { readonly before: string; readonly time: string } | undefined;
    const date = this.free.days[day];
    if (until === undefined || date === undefined) return undefined;
    const time = fixedTime(this.free.offset);
    return time.atTime(time.shift(date, until.before, -1), until.time);
  }

  isLate(day: number): boolean {
    const until = this.deadline(day);
    return until !== undefined && Date.parse(this.free.now) > Date.parse(until);
  }

  /** Until when a provider is open now, minutes of the day; `undefined`: it is closed now. */
  openUntil(resource: ResourceAvailability): number | undefined {
    const time = fixedTime(this.free.offset);
    const minutes = time.minutes(this.free.now);
    const today = resource.open[this.free.days.indexOf(time.date(this.free.now))] ?? [];
    const span = today.find(([from, until]) => minutesOf(from) <= minutes && minutes < minutesOf(until));
    return span && minutesOf(span[1]);
  }

  /** Why a provider cannot be chosen, in the contract's words: one of its checks at that field. */
  problemOf(resource: ResourceAvailability): string | undefined {
    return this.#checked(this.use.at, resource.id);
  }

  /** Why a choice of a field cannot be taken with what else is chosen. */
  problemAt(at: Pointer, choice: Json): string | undefined {
    return this.#checked(at, choice);
  }

  /** What a provider would cost, in fen, where that does not depend on what is ordered of it. */
  priceOf(resource: ResourceAvailability): number | undefined {
    if (this.items !== undefined) return undefined;
    const { contract } = this.screen;
    const derived = deriveOpen({ contract, value: this.#with(this.use.at, resource.id), free: this.free });
    const [name] = Object.entries(contract.derived ?? {}).find(([, { type }]) => type === "fen") ?? [];
    const fen = name === undefined ? undefined : derived[name];
    return typeof fen === "number" && !Number.isNaN(fen) ? fen : undefined;
  }

  /** The things that can be ordered of the chosen provider, course by course. */
  get choices(): readonly ResourceAvailability[] {
    const { items, resource } = this;
    if (items === undefined || resource === undefined) return [];
    const { kind, parent } = items.rule;
    const { member, names } = groupingOf(kind, this.screen.words.labels);
    const order = [...names.keys()];
    const placeOf = (one: ResourceAvailability) =>
      (order.indexOf(String(one.value[member])) + order.length + 1) % (order.length + 1);
    return this.free.resources
      .filter((one) => one.kind === kind && (parent === undefined || one.parent === resource.id))
      .sort((a, b) => placeOf(a) - placeOf(b));
  }

  /** Units of a thing that are left on the chosen day; 0 where it is not served then. */
  leftOf(thing: ResourceAvailability): number {
    const { day } = this;
    if (day < 0) return Infinity;
    return (thing.open[day] ?? []).length === 0 ? 0 : (leftOn(thing, day) ?? Infinity);
  }

  /** How much of a thing is ordered. */
  unitsOf(id: string): number {
    const { items } = this;
    const found = items && this.#ordered(items).find((one) => one[items.key] === id);
    return found === undefined || items === undefined
      ? 0
      : Number(items.units === undefined ? 1 : (found[items.units] ?? 1));
  }

  /** Orders that much of a thing; 0: none of it. Kept in the order in which things are shown. */
  order(id: string, units: number): void {
    const { items } = this;
    if (items === undefined) return;
    const wanted = new Map(this.#ordered(items).map((one) => [String(one[items.key]), one]));
    if (units <= 0) wanted.delete(id);
    else
      wanted.set(id, {
        ...wanted.get(id),
        [items.key]: id,
        ...(items.units !== undefined && { [items.units]: units }),
      });
    const list = this.choices.flatMap((one) => wanted.get(one.id) ?? []);
    put(this.value, items.list, list.length === 0 ? undefined : (list as readonly Json[]));
  }

  /** Why a thing cannot be ordered with what else is said, for example that it holds what somebody must not eat. */
  problemWith(thing: ResourceAvailability): string | undefined {
    const { items } = this;
    if (items === undefined || this.unitsOf(thing.id) > 0) return undefined;
    return this.#checked(items.list, [
      { [items.key]: thing.id, ...(items.units !== undefined && { [items.units]: 1 }) },
    ]);
  }

  /** Forgets what the chosen provider does not have. */
  forgetStrays(): void {
    const { items } = this;
    if (items === undefined) return;
    const known = new Set(this.choices.map(({ id }) => id));
    const left = this.#ordered(items).filter((one) => known.has(String(one[items.key])));
    put(this.value, items.list, left.length === 0 ? undefined : (left as readonly Json[]));
  }

  #ordered({ list }: Items): readonly Member[] {
    return (read(this.value, list) ?? []) as readonly Member[];
  }

  #with(at: Pointer, value: Json): JsonObject {
    const copy = structuredClone(this.value) as JsonObject;
    put(copy, at, value);
    return copy;
  }

  #checked(at: Pointer, value: Json): string | undefined {
    const { contract, words } = this.screen;
    if (!(contract.checks ?? []).some((check) => check.at === at)) return undefined;
    return checkOpen({ contract, value: this.#with(at, value), free: this.free }, words, at)[0]?.message;
  }
}

/** Units left on a day, of what is counted by the day or once; `undefined`: not counted so. */
export function leftOn({ left, capacity }: ResourceAvailability, day: number): number | undefined {
  if (left === undefined) return undefined;
  return left.length === 1 ? left[0] : (left[day] ?? capacity);
}

/** The use that names who provides: the first that takes something at a time, else the first; never one of a list. */
export function providerUse({ uses = [] }: Pick<RunPart, "uses">): UseRule | undefined {
  const single = uses.filter(({ at }) => !at.includes("*"));
  return single.find((one) => one.period !== undefined || one.time !== undefined) ?? single[0];
}

/** Whether the time that a use takes is a whole day. */
function isDay({ time }: UseRule, record: JsonSchema): boolean {
  const schema =
    time === undefined ? undefined : (read(record, time.replaceAll("/", "/properties/")) as JsonSchema | undefined);
  return schema?.format === "date";
}
