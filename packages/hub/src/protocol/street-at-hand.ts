import {
  filledLabels,
  filledText,
  localInstant,
  locales,
  machineOf,
  otherLabels,
  selects,
  workingCalendarIn,
  type Locale,
  type Machine,
  type OwnSay,
  type WorkingCalendar,
} from "@linli/contracts";
import { ProblemError, type Engine, type Scenario } from "../engine.js";
import { inStreet } from "../store/in-street.js";
import { readStreet, type Street } from "../store/streets.js";

/**
 * The street, from memory where it was read before. Whoever writes learns from the load whether it changed meanwhile.
 * @throws not-found
 */
export async function streetAtHand(engine: Engine, id: string): Promise<Street> {
  return engine.cache.streets.get(id) ?? freshStreet(engine, id);
}

/**
 * The street as it is now.
 * @throws not-found
 */
export async function freshStreet(engine: Engine, id: string): Promise<Street> {
  const read = await inStreet(engine.database, id, (query) => readStreet(query, id));
  if (read === undefined) throw new ProblemError("not-found");
  await engine.keyring.bring(engine.database, id);
  const street = { ...read, holidays: holidaysIn(engine, read.zone) };
  engine.cache.streets.set(id, street);
  engine.cache.seen.set(id, engine.clock());
  return street;
}

/** How long a street is read from memory by those who only read, in milliseconds. */
const restFor = 3000;

/**
 * The street for somebody who only reads: no older than a few seconds, and never older than the clock of a test street.
 * @throws not-found
 */
export async function streetToRead(engine: Engine, id: string): Promise<Street> {
  const street = engine.cache.streets.get(id);
  const isFresh = street !== undefined && !street.test && engine.clock() - (engine.cache.seen.get(id) ?? 0) < restFor;
  return isFresh ? street : freshStreet(engine, id);
}

/** The street's now, as local time with offset: the hub's clock, or that of a street made for tests. */
export function nowIn(engine: Engine, street: Street): string {
  return localInstant(street.test && street.clock !== null ? Date.parse(street.clock) : engine.clock(), street.zone);
}

/**
 * A scenario that this street runs.
 * @throws not-found
 */
export function scenarioIn(engine: Engine, street: Street, id: string): Scenario {
  const scenario = engine.scenarios.get(id);
  if (scenario === undefined || !selects(street.profile, scenario.contract, engine.catalog))
    throw new ProblemError("not-found", { detail: id });
  return scenario;
}

/** All scenarios that this street runs. */
export function scenariosIn(engine: Engine, street: Street): readonly Scenario[] {
  return [...engine.scenarios.values()].filter(({ contract }) => selects(street.profile, contract, engine.catalog));
}

/** What this street says of a scenario, as far as a screen shows it; `undefined`: nothing. */
export function ownSay(engine: Engine, street: Street, scenario: Scenario): OwnSay | undefined {
  const said = street.profile?.scenarios?.[scenario.contract.id];
  if (said === undefined) return undefined;
  const { clocks: _, labels: own, ...rest } = said;
  const labels = ownLabels(machineIn(engine, street, scenario), scenario.machine, own);
  const shown: OwnSay = { ...rest, ...(labels === undefined ? {} : { labels }) };
  return Object.keys(shown).length === 0 ? undefined : shown;
}

/** A street's own words, and those of the contract in which its own numbers are said. */
function ownLabels(machine: Machine, base: Machine, own: OwnSay["labels"] = {}): OwnSay["labels"] {
  const said = locales.flatMap((locale) => {
    const labels = { ...otherLabels(machine, base, locale), ...filledLabels(own[locale] ?? {}, machine, locale) };
    return Object.keys(labels).length === 0 ? [] : [[locale, labels] as const];
  });
  const others = Object.entries(own).filter(([locale]) => !(locales as readonly string[]).includes(locale));
  const all = [...said, ...others];
  return all.length === 0 ? undefined : Object.fromEntries(all);
}

/** A text of a scenario as this street words it, its numbers said; `undefined`: it has none of that path. */
export function wordIn(engine: Engine, street: Street, scenario: Scenario, said: Said): string | undefined {
  const { contract } = scenario;
  const text =
    street.profile?.scenarios?.[contract.id]?.labels?.[said.locale]?.[said.path] ??
    contract.labels[said.locale][said.path] ??
    scenario.pattern.labels[said.locale][said.path];
  return text === undefined ? undefined : filledText(text, machineIn(engine, street, scenario), said.locale);
}

interface Said {
  readonly path: string;
  readonly locale: Locale;
}

/** The scenario's machine with what the street's profile says of settings, parameters and clocks. */
export function machineIn(engine: Engine, street: Street, scenario: Scenario): Machine {
  const own = street.profile?.scenarios?.[scenario.contract.id];
  if (own === undefined) return scenario.machine;
  const { fields, ext } = own;
  const key = `${street.id} ${street.revision} ${scenario.digest}`;
  let machine = engine.cache.machines.get(key);
  if (machine === undefined) {
    const { validators } = scenario.machine;
    machine = machineOf(scenario.pattern, scenario.contract, {
      ...(validators === undefined ? {} : { validators }),
      ...(own.settings === undefined ? {} : { settings: own.settings }),
      ...(own.parameters === undefined ? {} : { parameters: own.parameters }),
      ...(own.clocks === undefined ? {} : { clocks: own.clocks }),
      own: { ...(fields === undefined ? {} : { fields }), ...(ext === undefined ? {} : { ext }) },
    });
    if (engine.cache.machines.size > 2000) engine.cache.machines.clear();
    engine.cache.machines.set(key, machine);
  }
  return machine;
}

const known = new WeakMap<Engine, Map<string, WorkingCalendar>>();

/** The public holidays of the country in whose time zone a street lies. */
function holidaysIn(engine: Engine, zone: string): WorkingCalendar {
  const zones = known.get(engine) ?? new Map<string, WorkingCalendar>();
  known.set(engine, zones);
  const calendar = zones.get(zone) ?? workingCalendarIn(zone, engine.bundle.calendars ?? []);
  zones.set(zone, calendar);
  return calendar;
}

/** The street's working days and hours: its own, or those of its country. */
export function calendarOf(street: Street): { readonly calendar?: WorkingCalendar } {
  const said = street.calendar as {
    readonly holidays?: readonly string[];
    readonly workdays?: readonly string[];
    readonly hours?: WorkingCalendar["hours"];
  } | null;
  if (said === null) return street.holidays === undefined ? {} : { calendar: street.holidays };
  return {
    calendar: {
      holidays: new Set(said.holidays ?? []),
      workdays: new Set(said.workdays ?? []),
      hours: said.hours ?? { from: "09:00", until: "17:30" },
    },
  };
}
