import { isContextFree, machineOf, type Json, type Machine, type Pattern, type Target } from "@linli/contracts";
import { contextRoots, effects as knownEffects } from "@linli/contracts/vocabulary";
import { namedParts } from "../read/schema-fields.js";
import { checkRule } from "./check-rule.js";
import type { Say } from "./fault.js";
import { checkLabels } from "./label-rules.js";
import { patternShape } from "./rule-context.js";
import { didYouMean } from "./suggest.js";
import type { TreeIndex } from "./tree-index.js";

/** Problems that effects raise by themselves; a pattern may word them in its own way. */
const EFFECT_PROBLEMS = [
  "period-taken",
  "full",
  "outside-opening",
  "off-grid",
  "already-given",
  "limit-reached",
  "invalid",
  "stage-out-of-order",
  "unknown-actor",
  "roll-empty",
  "below-floor",
  "books-closed",
  "unknown-command",
];

/** Says what is wrong with a pattern that keeps its meta-schema: names, rules, labels, and whether it can always end. */
export function checkPattern(pattern: Pattern, file: string, tree: TreeIndex, say: Say): void {
  if (file !== `patterns/${pattern.pattern}.json`)
    say("/pattern", `The file is ${file}.`, `It is patterns/${pattern.pattern}.json.`);
  names(pattern, say);
  rules(pattern, tree, say);
  clocks(pattern, say);
  problems(pattern, say);
  labels(pattern, tree, say);
  if (Object.keys(pattern.states).length > 0) soundness(pattern, say);
}

function names(pattern: Pattern, say: Say): void {
  const state = (name: string, at: string): void => {
    if (!(name in pattern.states))
      say(at, `There is no state "${name}".`, didYouMean(name, Object.keys(pattern.states)));
  };
  const target = (to: Target | undefined, at: string): void => {
    if (to === undefined) return;
    if (typeof to === "string") {
      state(to, at);
      return;
    }
    to.forEach((one, i) => state(one.state, `${at}/${String(i)}/state`));
    if (to.at(-1)?.when !== undefined)
      say(
        `${at}/${String(to.length - 1)}/when`,
        "The last of a list has a condition.",
        "What is left goes to the last: it has none.",
      );
  };
  target(pattern.open.to, "/open/to");
  for (const [name, action] of Object.entries(pattern.actions)) {
    const at = `/actions/${name}`;
    target(action.to, `${at}/to`);
    action.from.forEach((from, i) => {
      state(typeof from === "string" ? from : from.state, `${at}/from/${String(i)}`);
      if (typeof from !== "string" && !isContextFree(from.when))
        say(
          `${at}/from/${String(i)}/when`,
          "It reads more than `has` and `settings`.",
          "Each contract's actions must be known beforehand.",
        );
    });
    for (const part of ["set", "clear"] as const)
      action.flags?.[part]?.forEach((flag, i) => {
        if (!(flag in pattern.flags))
          say(
            `${at}/flags/${part}/${String(i)}`,
            `There is no flag "${flag}".`,
            didYouMean(flag, Object.keys(pattern.flags)),
          );
      });
  }
  for (const flag of Object.keys(pattern.flags)) {
    const set =
      pattern.clocks.some((clock) => typeof clock.then === "object" && clock.then.flag === flag) ||
      Object.values(pattern.actions).some((action) => action.flags?.set?.includes(flag) === true);
    if (!set)
      say(`/flags/${flag}`, `Nothing sets the flag "${flag}".`, "Take it away, or set it by an action or a clock.");
  }
}

function rules(pattern: Pattern, tree: TreeIndex, say: Say): void {
  const all = Object.keys(pattern.actions);
  const check = (rule: Json | undefined, at: string, on: readonly string[]): void => {
    checkRule(rule, at, { shape: patternShape(pattern, on), common: tree.common }, say);
  };
  const targets = (to: Target | undefined, at: string, on: readonly string[]): void => {
    if (typeof to === "object") to.forEach((one, i) => check(one.when, `${at}/${String(i)}/when`, on));
  };
  targets(pattern.open.to, "/open/to", []);
  effects(pattern.open.effects, "/open/effects", [], pattern, check, say);
  for (const [state, rule] of Object.entries(pattern.states))
    effects(rule.enter ?? [], `/states/${state}/enter`, all, pattern, check, say);
  for (const [name, action] of Object.entries(pattern.actions)) {
    const at = `/actions/${name}`;
    targets(action.to, `${at}/to`, [name]);
    effects(action.effects, `${at}/effects`, [name], pattern, check, say);
    for (const part of [action.afterEnd, action.appends?.once, action.appends?.secret])
      if (typeof part === "object") check(part, at, [name]);
  }
  pattern.checks.forEach((one, i) => {
    check(one.rule, `/checks/${String(i)}/rule`, one.on);
    one.on.forEach((name, j) => {
      if (name !== "open" && !(name in pattern.actions))
        say(`/checks/${String(i)}/on/${String(j)}`, `There is no action "${name}".`, didYouMean(name, all));
    });
  });
  pattern.clocks.forEach((clock, i) => {
    const at = `/clocks/${String(i)}`;
    for (const part of ["at", "plus", "calendar", "remind"] as const)
      if (typeof clock[part] === "object") check(clock[part], `${at}/${part}`, all);
    const root = clock.at.var.split(".")[0] ?? "";
    if (!(contextRoots as readonly string[]).includes(root))
      say(`${at}/at/var`, `Rules know no variable "${clock.at.var}".`, didYouMean(root, contextRoots));
  });
}

function effects(
  list: Pattern["open"]["effects"],
  at: string,
  on: readonly string[],
  pattern: Pattern,
  check: (rule: Json | undefined, at: string, on: readonly string[]) => void,
  say: Say,
): void {
  const settings = Object.keys((pattern.settings["properties"] ?? {}) as object);
  list.forEach((effect, i) => {
    const name = typeof effect === "string" ? effect : (Object.keys(effect)[0] ?? "");
    const here = `${at}/${String(i)}`;
    if (!(knownEffects as readonly string[]).includes(name))
      say(here, `There is no effect "${name}".`, didYouMean(name, knownEffects));
    for (const [needs, setting] of [
      ["fold", "fold"],
      ["limit", "limits"],
      ["measure", "measure"],
    ] as const)
      if (name === needs && !settings.includes(setting))
        say(
          here,
          `The effect "${name}" reads settings.${setting}, which there is not.`,
          `Add "${setting}" to the settings.`,
        );
    if (typeof effect === "string") return;
    const argument = effect[name] as { readonly [key: string]: Json } | Json | undefined;
    if (name === "post") check((argument as { readonly amount?: Json }).amount, `${here}/post/amount`, on);
    if (name === "amend" && typeof argument === "object")
      for (const [pointer, rule] of Object.entries(argument as Record<string, Json>))
        check(rule, `${here}/amend/${pointer.replaceAll("/", "~1")}`, on);
  });
}

function clocks(pattern: Pattern, say: Say): void {
  pattern.clocks.forEach((clock, i) => {
    const at = `/clocks/${String(i)}`;
    if (pattern.clocks.findIndex((other) => other.id === clock.id) !== i)
      say(`${at}/id`, `The clock "${clock.id}" is there twice.`, "Give it another id.");
    clock.while.forEach((state, j) => {
      if (!(state in pattern.states))
        say(
          `${at}/while/${String(j)}`,
          `There is no state "${state}".`,
          didYouMean(state, Object.keys(pattern.states)),
        );
      else if (pattern.states[state]?.end === true)
        say(`${at}/while/${String(j)}`, `The record has ended in "${state}".`, "No clock runs there.");
    });
    if (typeof clock.then === "string") {
      const action = pattern.actions[clock.then];
      if (action === undefined)
        say(`${at}/then`, `There is no action "${clock.then}".`, didYouMean(clock.then, Object.keys(pattern.actions)));
      else {
        if (!action.by.includes("clock"))
          say(`${at}/then`, `No clock may do "${clock.then}".`, 'Add "clock" to its `by`.');
        const from = action.from.map((one) => (typeof one === "string" ? one : one.state));
        const lost = clock.while.filter((state) => !from.includes(state));
        if (lost.length > 0)
          say(`${at}/while`, `"${clock.then}" is not possible in ${lost.join(", ")}.`, `It is in ${from.join(", ")}.`);
      }
    } else if (clock.then !== undefined && !(clock.then.flag in pattern.flags))
      say(
        `${at}/then/flag`,
        `There is no flag "${clock.then.flag}".`,
        didYouMean(clock.then.flag, Object.keys(pattern.flags)),
      );
  });
}

function problems(pattern: Pattern, say: Say): void {
  const codes = pattern.checks.map((check) => check.code);
  pattern.checks.forEach((check, i) => {
    if (!pattern.problems.includes(check.code))
      say(`/checks/${String(i)}/code`, `"${check.code}" is not among the problems.`, "Add it to `problems`.");
  });
  pattern.problems.forEach((code, i) => {
    if (!codes.includes(code) && !EFFECT_PROBLEMS.includes(code))
      say(`/problems/${String(i)}`, `Nothing raises "${code}".`, "Take it away, or add a check.");
  });
}

function labels(pattern: Pattern, tree: TreeIndex, say: Say): void {
  const needed = new Map<string, string>([["actions/open", "opening one"]]);
  for (const state of Object.keys(pattern.states)) needed.set(`states/${state}`, `the state "${state}"`);
  for (const flag of Object.keys(pattern.flags)) needed.set(`flags/${flag}`, `the flag "${flag}"`);
  for (const code of pattern.problems) needed.set(`problems/${code}`, `the problem "${code}"`);
  for (const [name, action] of Object.entries(pattern.actions)) {
    needed.set(`actions/${name}`, `the action "${name}"`);
    for (const part of action.input === undefined ? [] : namedParts(action.input, tree.common))
      if (part.common === undefined && part.plain !== true)
        needed.set(`inputs/${name}/${part.path}`, `the input "${part.path}" of "${name}"`);
  }
  checkLabels(pattern.labels, { needed, allowed: new Set(), given: { "zh-CN": {}, en: {}, ko: {} } }, say);
}

/** With any optional actions left out, and any setting that leads the way on or off, every record can end well. */
function soundness(pattern: Pattern, say: Say): void {
  const optional = Object.entries(pattern.actions).flatMap(([name, action]) =>
    action.optional === true && name !== "advance" && (action.to !== undefined || action.flags !== undefined)
      ? [name]
      : [],
  );
  const read = [
    ...new Set(
      [pattern.open.to, ...Object.values(pattern.actions).flatMap((action) => [action.to ?? [], action.from])].flatMap(
        settingsRead,
      ),
    ),
  ];
  const ever = new Set<string>();
  const live = new Set<string>();
  for (let left = 0; left < 2 ** optional.length; left++) {
    const without = optional.filter((_, i) => (left & (1 << i)) !== 0);
    for (let on = 0; on < 2 ** read.length; on++) {
      const settings = Object.fromEntries(
        read
          .filter((_, i) => (on & (1 << i)) !== 0)
          .map((name) => [name, name === "waitlist" ? { promote: "offer" } : true]),
      );
      const machine = bare(pattern, without, settings);
      machine.states.forEach((state) => ever.add(state));
      machine.actions.forEach((action) => live.add(action));
      const fault = deadEnd(machine);
      if (fault !== undefined) {
        say(
          "/actions",
          `Without ${without.length === 0 ? "nothing" : without.join(", ")}${on === 0 ? "" : ` and with ${Object.keys(settings).join(", ")}`} ${fault}.`,
          "An action that is the only way on is never optional; it falls away with its state.",
        );
        return;
      }
    }
  }
  for (const state of Object.keys(pattern.states))
    if (!ever.has(state))
      say(`/states/${state}`, `Nothing leads to "${state}".`, "Take it away, or let an action lead there.");
  for (const name of Object.keys(pattern.actions))
    if (!live.has(name))
      say(`/actions/${name}`, `"${name}" can never be taken.`, "Let it start from a state that is reached.");
}

function deadEnd(machine: Machine): string | undefined {
  const { states } = machine.pattern;
  const good = new Set([...machine.states].filter((state) => states[state]?.end === true));
  if (![...good].some((state) => states[state]?.givenUp === undefined)) return "a record can only be given up";
  for (let size = -1; size !== good.size;) {
    size = good.size;
    for (const move of machine.moves) if (good.has(move.to)) good.add(move.from);
  }
  const stuck = [...machine.states].find((state) => !good.has(state));
  if (stuck !== undefined) return `nothing leads on from "${stuck}"`;
  const leaving = machine.moves.find(
    (move) => states[move.from]?.end === true && machine.pattern.actions[move.action]?.afterEnd === undefined,
  );
  return leaving === undefined
    ? undefined
    : `"${leaving.action}" leaves the end "${leaving.from}" and has no \`afterEnd\``;
}

function bare(pattern: Pattern, without: readonly string[], settings: { readonly [name: string]: Json }): Machine {
  const none = { "zh-CN": {}, en: {}, ko: {} };
  return machineOf(pattern, {
    id: "a.b.c",
    version: "1.0.0",
    pattern: pattern.pattern,
    without,
    source: [],
    people: { open: [], subject: "person", handler: [] },
    settings,
    record: {},
    stages: [{ id: "any", in: "" }],
    labels: none,
    examples: { valid: [], invalid: [] },
    journeys: [],
  });
}

function settingsRead(rule: unknown): readonly string[] {
  const found: string[] = [];
  JSON.stringify(rule, (key, value: unknown) => {
    const path = Array.isArray(value) ? (value as unknown[])[0] : value;
    if (key === "var" && typeof path === "string" && path.startsWith("settings.")) found.push(path.split(".")[1] ?? "");
    return value;
  });
  return found;
}
