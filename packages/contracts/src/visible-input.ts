import { effectArgument, effectName } from "./amend.js";
import { every, withAt, type Json, type JsonObject, type JsonSchema, type Pointer } from "./json.js";
import { personalOf, type Machine } from "./machine.js";
import { isAmong, visible, type Onlooker } from "./visible.js";

/** What somebody said with an action. */
export interface Said {
  /** `open`, `fold` (another occurrence of what is open), or an action of the pattern. */
  readonly action: string;
  /** Of `advance`: which stage; absent: it is not known which. */
  readonly stage?: string | undefined;
  readonly input: JsonObject;
  /** It was the onlooker herself. */
  readonly isMine: boolean;
  /** Whether what is neither personal nor named in `people.see` is shown to her at all. */
  readonly isOpen: boolean;
}

/**
 * What somebody said with an action, as an onlooker may see it; `undefined`: she may see nothing of it. What `people.see` names
 * (`inputs/<action>`, `stages/<stage>`, and their fields) is seen by whom it names; of the rest, what is sensitive by those who
 * work on the record, what is personal by its parties too. What changes the record is seen as the record is.
 */
export function visibleInput(machine: Machine, said: Said, onlooker: Onlooker): JsonObject | undefined {
  const { action, input, isMine, isOpen } = said;
  if (isMine) return input;
  if (action === "open" || action === "fold") return isOpen ? visible(machine, input, onlooker) : undefined;
  const places = placesOf(machine, said);
  const rights = places.map(({ base }) => mayOf(machine, base, onlooker));
  if (rights.includes(false)) return undefined;
  const isShown = isOpen || rights.includes(true);
  const shown = places.reduce((left, place) => spared(machine, left, { place, onlooker, isShown }), input);
  if (!isShown && Object.keys(shown).length === 0) return undefined;
  return asRecord(machine, action, shown, onlooker);
}

interface Place {
  /** As `people.see` names it. */
  readonly base: string;
  readonly schema: JsonSchema;
}

function placesOf({ contract, pattern }: Machine, { action, stage }: Said): readonly Place[] {
  if (action !== "advance")
    return [{ base: `inputs/${action}`, schema: contract.inputs?.[action] ?? pattern.actions[action]?.input ?? {} }];
  return (contract.stages ?? [])
    .filter(({ id }) => stage === undefined || id === stage)
    .map(({ id, input }) => ({ base: `stages/${id}`, schema: input ?? {} }));
}

/** Whether `people.see` shows this to an onlooker; `undefined`: it does not speak of it. */
function mayOf({ contract }: Machine, what: string, onlooker: Onlooker): boolean | undefined {
  const who = contract.people.see?.[what];
  return who === undefined ? undefined : isAmong(who, onlooker);
}

interface Sparing {
  readonly place: Place;
  readonly onlooker: Onlooker;
  readonly isShown: boolean;
}

function spared(machine: Machine, input: JsonObject, { place, onlooker, isShown }: Sparing): JsonObject {
  const { base, schema } = place;
  const named = Object.keys(machine.contract.people.see ?? {})
    .filter((what) => what.startsWith(`${base}/`))
    .map((what) => ({ name: what.slice(base.length + 1), may: mayOf(machine, what, onlooker) === true }));
  if (!isShown) return Object.fromEntries(named.filter(({ may }) => may).flatMap(({ name }) => memberOf(input, name)));
  const whole = mayOf(machine, base, onlooker) === true;
  const isNamed = (at: Pointer) => named.some(({ name }) => at === `/${name}` || at.startsWith(`/${name}/`));
  const hidden = [
    ...named.filter(({ may }) => !may).map(({ name }) => `/${name}`),
    ...personalOf(schema, "")
      .filter(({ at, privacy }) => !whole && !isNamed(at) && !isFor(privacy, onlooker))
      .map(({ at }) => at),
  ];
  return hidden.reduce<JsonObject>(without, input);
}

function memberOf(input: JsonObject, name: string): readonly (readonly [string, Json])[] {
  const value = input[name];
  return value === undefined ? [] : [[name, value]];
}

function isFor(privacy: "personal" | "sensitive", { as }: Onlooker): boolean {
  const works = as.includes("handler") || as.includes("assignee") || as.includes("hub");
  return works || (privacy === "personal" && (as.includes("opener") || as.includes("subject")));
}

/** Fields of the record among what was said: in `changes`, or as they are where the action amends by its own members. */
function asRecord(machine: Machine, action: string, input: JsonObject, onlooker: Onlooker): JsonObject {
  const { changes } = input;
  if (typeof changes === "object" && changes !== null)
    return { ...input, changes: visible(machine, changes as JsonObject, onlooker) };
  const amends = machine.pattern.actions[action]?.effects.some(
    (effect) => effectName(effect) === "amend" && effectArgument(effect) === undefined,
  );
  return amends === true ? visible(machine, input, onlooker) : input;
}

function without(value: JsonObject, pointer: Pointer): JsonObject {
  return every(value, pointer)
    .toReversed()
    .reduce<JsonObject>((left, found) => withAt(left, found.at, undefined) as JsonObject, value);
}
