import { every, withAt, type JsonObject } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";
import type { PersonRow, ResourceRow } from "../store/rows.js";
import type { Street } from "../store/streets.js";
import { mayManage } from "./may-manage.js";
import { personIn } from "./scope.js";
import { unitsAbove } from "./units-of.js";

/** What somebody may see of things. */
export interface Sight {
  /** Whether she looks after a thing, or answers there for what such things are used for. */
  readonly worksOn: (row: ResourceRow) => boolean;
  /** Whether she sees all of a thing. */
  readonly seesAll: (row: ResourceRow) => boolean;
  /** The thing without what she may not see. */
  readonly shown: (row: ResourceRow) => ResourceRow;
}

/**
 * Says what somebody may see of things: what is personal or sensitive only where it concerns her, where she is the thing, or
 * where she works on it.
 */
export function sightOf(
  look: { readonly engine: Engine; readonly street: Street },
  caller: Caller,
  row: PersonRow | undefined,
): Sight {
  const { engine, street } = look;
  const person = personIn(caller, row);
  const known = new Map<string, ReadonlySet<string>>();
  const handlersFor = (kind: string): ReadonlySet<string> => {
    const handlers = known.get(kind) ?? handlersOf(engine, kind);
    known.set(kind, handlers);
    return handlers;
  };
  const worksOn = (row: ResourceRow): boolean =>
    caller.operator === true ||
    mayManage(person, street, row) ||
    holdsThere(street, handlersFor(row.kind), { person, row });
  const hiddenIn = (row: ResourceRow) => engine.kinds.get(row.kind)?.fields.hidden ?? [];
  const seesAll = (row: ResourceRow): boolean =>
    hiddenIn(row).length === 0 || caller.id === row.id || isConcerned(engine, caller, { person, row }) || worksOn(row);
  return {
    worksOn,
    seesAll,
    shown: (row) => (seesAll(row) ? row : { ...row, value: without(row.value, hiddenIn(row)) }),
  };
}

interface Glance {
  readonly person: PersonRow | undefined;
  readonly row: ResourceRow;
}

/** Whether she holds one of these roles where the thing is. */
function holdsThere(street: Street, roles: ReadonlySet<string>, { person, row }: Glance): boolean {
  const units = new Set([...unitsAbove(street, row.community), row.id, ...(row.parent === null ? [] : [row.parent])]);
  return (person?.roles ?? []).some(
    ({ role, unit }) => roles.has(role) && (unit === undefined || unit === "" || units.has(unit)),
  );
}

/** Roles that answer for scenarios in which things of a kind are used, or are looked for near by. */
function handlersOf(engine: Engine, kind: string): ReadonlySet<string> {
  const using = [...engine.scenarios.values()].filter(({ contract, machine }) => {
    const nearest = machine.settings["nearest"] as { readonly kinds?: readonly string[] } | undefined;
    return contract.uses?.some((use) => use.kind === kind) === true || nearest?.kinds?.includes(kind) === true;
  });
  return new Set(using.flatMap(({ contract }) => contract.people.handler).filter((role) => role !== "resident"));
}

function isConcerned(engine: Engine, caller: Caller, { person, row }: Glance): boolean {
  const people = engine.kinds.get(row.kind)?.fields.people ?? [];
  const named = people.flatMap((pointer) => every(row.value, pointer)).map(({ value }) => value);
  return named.includes(caller.id) || (typeof person?.household === "string" && named.includes(person.household));
}

function without(value: JsonObject, pointers: readonly string[]): JsonObject {
  const found = pointers.flatMap((pointer) => every(value, pointer));
  return found.reduce<JsonObject>((left, { at }) => withAt(left, at, undefined) as JsonObject, value);
}
