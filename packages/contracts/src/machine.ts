import type { Json, JsonObject, JsonSchema, Pointer } from "./json.js";
import { maybe } from "./static-rule.js";
import type { Action, CheckRule, ClockRule, Contract, Pattern, Stage } from "./model.js";
import type { OwnFields } from "./profile.js";
import { withOwn } from "./own-fields.js";
import type { Validators } from "./validate.js";

/** From a state, by an action, to a state. */
export interface Move {
  readonly from: string;
  readonly action: string;
  readonly to: string;
}

/** A contract joined with its pattern: everything that is known before anybody acts. */
export interface Machine {
  readonly contract: Contract;
  readonly pattern: Pattern;
  /** The contract's settings, a street's and the defaults filled in. */
  readonly settings: JsonObject;
  /** The contract's parameters, with a street's own values. */
  readonly parameters: JsonObject;
  /** Which actions this contract has. */
  readonly has: { readonly [action: string]: boolean };
  readonly states: ReadonlySet<string>;
  readonly actions: ReadonlySet<string>;
  readonly moves: readonly Move[];
  readonly clocks: readonly ClockRule[];
  readonly checks: readonly CheckRule[];
  /** Pointers of the record that hold personal or sensitive data; `*` for every item. */
  readonly personal: readonly { readonly at: Pointer; readonly privacy: "personal" | "sensitive" }[];
  readonly validators?: Validators;
}

/** What a street or a compiler adds to a contract. */
export interface MachineParts {
  readonly validators?: Validators;
  /** The street's own settings, within what the contract allows. */
  readonly settings?: JsonObject;
  /** The street's own values of the contract's parameters. */
  readonly parameters?: JsonObject;
  /** The street's own lengths of the contract's clocks. */
  readonly clocks?: { readonly [id: string]: string };
  /** The street's own say of the record. */
  readonly own?: OwnFields;
}

/** Joins a contract with its pattern. Pure; do it once and keep it. */
export function machineOf(pattern: Pattern, contract: Contract, parts: MachineParts = {}): Machine {
  const without = new Set(contract.without ?? []);
  if ((contract.stages ?? []).length === 0) without.add("advance");
  const settings = filled(pattern.settings, { ...contract.settings, ...parts.settings });
  const has = Object.fromEntries(Object.keys(pattern.actions).map((name) => [name, !without.has(name)]));
  const { states, moves } = reach(pattern, { has, settings });
  return {
    contract,
    pattern,
    settings,
    parameters: {
      ...Object.fromEntries(Object.entries(contract.parameters ?? {}).map(([name, { value }]) => [name, value])),
      ...parts.parameters,
    },
    has,
    states,
    actions: new Set(moves.map((move) => move.action)),
    moves,
    clocks: [
      ...pattern.clocks,
      ...(contract.clocks ?? []).map((clock) => {
        const plus = parts.clocks?.[clock.id];
        return plus === undefined ? clock : { ...clock, plus };
      }),
      ...(contract.stages ?? []).flatMap((stage) => stageClock(pattern, stage)),
    ],
    checks: [...pattern.checks, ...(contract.checks ?? [])],
    personal: [
      ...personalOf(contract.record, ""),
      ...Object.entries(parts.own?.ext ?? {}).flatMap(([name, { privacy }]) =>
        privacy === undefined ? [] : [{ at: `/ext/${name}`, privacy }],
      ),
    ],
    ...(parts.validators ? { validators: withOwn(parts.validators, parts.own) } : {}),
  };
}

/** What an action needs before it is known whether it may be taken; `undefined` if the pattern has none of that name. */
export function actionOf(machine: Machine, name: string): Action | undefined {
  return machine.actions.has(name) ? machine.pattern.actions[name] : undefined;
}

/** The action that appends child rows of a kind; `undefined`: nobody can append such to records of this contract. */
export function actionAppending(machine: Machine, kind: string): string | undefined {
  return [...machine.actions].find((name) => machine.pattern.actions[name]?.appends?.kind === kind);
}

/** Stages of a state that must be done and are not, in order. */
export function openStages(
  machine: Machine,
  state: string,
  done: { readonly [stage: string]: unknown },
): readonly Stage[] {
  return (machine.contract.stages ?? []).filter((s) => s.in === state && s.optional !== true && !(s.id in done));
}

/** Whether the record may lack what is required while it is in this state. */
export function isPartial(machine: Machine, state: string): boolean {
  return machine.pattern.states[state]?.partial === true;
}

function reach(
  pattern: Pattern,
  fixed: { readonly has: { readonly [action: string]: boolean }; readonly settings: JsonObject },
): { readonly states: ReadonlySet<string>; readonly moves: readonly Move[] } {
  const targets = (to: Action["to"], stay: string): readonly string[] => {
    if (to === undefined) return [stay];
    if (typeof to === "string") return [to];
    const found: string[] = [];
    for (const target of to) {
      const yes = target.when === undefined ? true : maybe(target.when, fixed);
      if (yes !== false) found.push(target.state);
      if (yes === true) break;
    }
    return found;
  };
  const states = new Set(targets(pattern.open.to, ""));
  let moves: Move[] = [];
  for (let size = -1; size !== states.size;) {
    size = states.size;
    moves = [];
    for (const [name, action] of Object.entries(pattern.actions)) {
      if (!fixed.has[name]) continue;
      for (const origin of action.from) {
        const from = typeof origin === "string" ? origin : origin.state;
        if (!states.has(from)) continue;
        if (typeof origin !== "string" && maybe(origin.when, fixed) === false) continue;
        for (const to of targets(action.to, from)) {
          states.add(to);
          moves.push({ from, action: name, to });
        }
      }
    }
  }
  return { states, moves };
}

/** The clock of a stage that has a time: it flags the record overdue, where its pattern knows that. */
function stageClock(pattern: Pattern, stage: Stage): readonly ClockRule[] {
  if (stage.within === undefined || !("overdue" in pattern.flags)) return [];
  return [
    {
      id: `stage-${stage.id}`,
      while: [stage.in],
      at: { var: "entered" },
      plus: stage.within,
      calendar: { var: "settings.calendar" },
      then: { flag: "overdue" },
      stage: stage.id,
    },
  ];
}

/** What was said, with the defaults of what was not; of what lies inside too, where it is there at all. */
function filled(schema: JsonSchema, said: JsonObject): JsonObject {
  const properties = (schema["properties"] ?? {}) as { readonly [name: string]: JsonSchema };
  const defaults = Object.entries(properties).flatMap(([name, part]) => {
    const value = said[name];
    if (value === undefined) return "default" in part ? [[name, part["default"] as Json] as const] : [];
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? [[name, filled(part, value as JsonObject)] as const] : [];
  });
  return { ...said, ...Object.fromEntries(defaults) };
}

/** Where in what a schema describes stand personal and sensitive fields; `*` for every item. */
export function personalOf(schema: JsonSchema, here: Pointer): Machine["personal"] {
  const privacy = schema["x-privacy"];
  if (privacy === "personal" || privacy === "sensitive") return [{ at: here, privacy }];
  const members = Object.entries((schema["properties"] ?? {}) as { readonly [name: string]: JsonSchema });
  const items = schema["items"];
  return [
    ...members.flatMap(([name, member]) => personalOf(member, `${here}/${name}`)),
    ...(typeof items === "object" && items !== null ? personalOf(items as JsonSchema, `${here}/*`) : []),
  ];
}
