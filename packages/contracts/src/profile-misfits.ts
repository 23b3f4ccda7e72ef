import { escapeSegment, type JsonObject, type JsonSchema, type Pointer } from "./json.js";
import type { Machine } from "./machine.js";
import type { ClockRule } from "./model.js";
import { isNamedBy, type CatalogChoices } from "./profile-choice.js";
import type { Profile, ScenarioSay } from "./profile.js";
import { fieldAt, tighteningFaults, type TighteningFault } from "./tightening.js";
import { milliseconds } from "./time.js";
import type { Misfit } from "./wire.js";

/** The contracts against which a profile is held. */
export interface Ground {
  /** Contracts as they are without any street's say. */
  readonly machines: ReadonlyMap<string, Machine>;
  readonly catalog?: CatalogChoices | undefined;
  /** The schema of a contract's record, references resolved. */
  readonly record: (machine: Machine) => JsonSchema;
  /** Where settings of a scenario's pattern are not as its schema says. */
  readonly settings: (machine: Machine, settings: JsonObject) => readonly Pointer[];
  /** Where values of a contract's parameters are not as their schemas say. */
  readonly parameters: (machine: Machine, parameters: JsonObject) => readonly Pointer[];
}

/** All of a profile that does not fit these contracts; an empty list: it can be taken as it is. */
export function profileMisfits(profile: Profile, ground: Ground): readonly Misfit[] {
  const { machines, catalog } = ground;
  const named = (["select", "order"] as const).flatMap((list) =>
    (profile[list] ?? []).flatMap((name, i): readonly Misfit[] =>
      [...machines.values()].some(({ contract }) => isNamedBy(contract, name, catalog))
        ? []
        : [{ at: `/${list}/${i}`, code: "node-missing", detail: name }],
    ),
  );
  const said = Object.entries(profile.scenarios ?? {}).flatMap(([id, say]) => {
    const at = `/scenarios/${id}`;
    const machine = machines.get(id);
    if (machine === undefined) return [{ at, code: "scenario-missing", detail: id }];
    const made = profile.made?.contracts[id]?.version;
    const { version } = machine.contract;
    const older: readonly Misfit[] =
      made !== undefined && isOlder(version, made)
        ? [{ at, code: "version-older", detail: `${version} < ${made}` }]
        : [];
    return [...older, ...sayMisfits(machine, say, ground).map((one) => ({ ...one, at: at + one.at }))];
  });
  return [...named, ...said];
}

function sayMisfits(machine: Machine, say: ScenarioSay, ground: Ground): readonly Misfit[] {
  const { contract } = machine;
  const unfit = (at: Pointer, code: string, places: readonly Pointer[]): readonly Misfit[] =>
    places.map((place) => ({ at: at + place, code }));
  return [
    ...(say.settings === undefined
      ? []
      : unfit("/settings", "setting-unfit", ground.settings(machine, { ...contract.settings, ...say.settings }))),
    ...(say.parameters === undefined
      ? []
      : unfit("/parameters", "parameter-unfit", ground.parameters(machine, say.parameters))),
    ...Object.entries(say.clocks ?? {}).flatMap(([id, plus]) =>
      clockMisfit(
        contract.clocks?.find((one) => one.id === id),
        plus,
      ).map((one) => ({ ...one, at: `/clocks/${id}` })),
    ),
    ...Object.entries(say.fields ?? {}).flatMap(([pointer, tighter]): readonly Misfit[] => {
      const at = `/fields/${escapeSegment(pointer)}`;
      const field = fieldAt(ground.record(machine), pointer);
      if (field === undefined) return [{ at, code: "field-missing", detail: pointer }];
      return tighteningFaults(field, tighter).map((fault) => ({ at, ...inShort(fault) }));
    }),
  ];
}

function clockMisfit(clock: ClockRule | undefined, plus: string): readonly Omit<Misfit, "at">[] {
  if (clock === undefined) return [{ code: "clock-missing" }];
  const { min, max } = clock;
  const isWithin =
    (min === undefined || durationLength(plus) >= durationLength(min)) &&
    (max === undefined || durationLength(plus) <= durationLength(max)) &&
    (min !== undefined || max !== undefined);
  return isWithin ? [] : [{ code: "clock-out-of-bounds", detail: `${plus}: ${min ?? ""}–${max ?? ""}` }];
}

function inShort(fault: TighteningFault): Omit<Misfit, "at"> {
  switch (fault.code) {
    case "looser":
      return { code: "looser", detail: `${fault.keyword} ${fault.said}: ${fault.own}` };
    case "not-listed":
      return { code: "value-missing", detail: JSON.stringify(fault.said) };
    case "no-list":
    case "other-type":
      return { code: "other-type" };
    case "no-room":
      return { code: "no-room", detail: `${fault.least}–${fault.most}` };
    default:
      return { code: "no-room" };
  }
}

/** Whether a version comes before another. */
function isOlder(version: string, other: string): boolean {
  const [a, b] = [version, other].map((one) => one.split(".").map(Number));
  const differs = [0, 1, 2].find((i) => a?.[i] !== b?.[i]);
  return differs !== undefined && (a?.[differs] ?? 0) < (b?.[differs] ?? 0);
}

/** Milliseconds of a duration, good enough to compare two: months count 30 days, years 365; NaN: it is none. */
export function durationLength(duration: string): number {
  const years = Number(/(\d+)Y/.exec(duration)?.[1] ?? 0);
  const months = Number(/^P[^T]*?(\d+)M/.exec(duration)?.[1] ?? 0);
  try {
    return milliseconds(duration) + (years * 365 + months * 30) * 86_400_000;
  } catch {
    return Number.NaN;
  }
}

/** A profile without what does not fit. */
export function withoutMisfits(profile: Profile, misfits: readonly Misfit[]): Profile {
  const bad = new Set(misfits.map(({ at }) => at));
  const isBad = (at: Pointer) => bad.has(at) || [...bad].some((one) => one.startsWith(`${at}/`));
  const kept = (list: "select" | "order") =>
    profile[list] === undefined ? {} : { [list]: profile[list].filter((_, i) => !bad.has(`/${list}/${i}`)) };
  const members = (said: object | undefined, at: Pointer) =>
    Object.fromEntries(Object.entries(said ?? {}).filter(([name]) => !isBad(`${at}/${escapeSegment(name)}`)));
  const scenarios = Object.fromEntries(
    Object.entries(profile.scenarios ?? {})
      .filter(([id]) => !bad.has(`/scenarios/${id}`))
      .map(([id, say]) => {
        const parts = (["settings", "parameters", "clocks", "fields"] as const).filter(
          (part) => say[part] !== undefined,
        );
        return [
          id,
          {
            ...say,
            ...Object.fromEntries(parts.map((part) => [part, members(say[part], `/scenarios/${id}/${part}`)])),
          },
        ];
      }),
  );
  return {
    ...profile,
    ...kept("select"),
    ...kept("order"),
    ...(profile.scenarios === undefined ? {} : { scenarios }),
  };
}
