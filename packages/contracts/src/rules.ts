import type { Json } from "./json.js";
import type { Rule } from "./model.js";
import type { Time } from "./time.js";

/** What a rule reads: members by dotted path. */
export type Context = { readonly [name: string]: unknown };

type Operator = (time: Time, ...args: readonly unknown[]) => unknown;

/**
 * Evaluates a rule: JSON Logic with the closed list of operators. No operator looks at a clock: `now` comes in the
 * context. An absent value makes comparisons false and arithmetic NaN; nothing throws on missing data.
 *
 * @throws TypeError if the rule names an operator that is not in the list.
 */
export function evaluate(rule: Rule, context: unknown, time: Time): unknown {
  if (Array.isArray(rule)) return rule.map((item: Json) => evaluate(item, context, time));
  if (typeof rule !== "object" || rule === null) return rule;
  const [name] = Object.keys(rule);
  if (name === undefined) return rule;
  const raw = (rule as { readonly [operator: string]: Json })[name];
  const args: readonly Json[] = Array.isArray(raw) ? (raw as readonly Json[]) : [raw as Json];
  const value = (i: number) => evaluate(args[i] ?? null, context, time);
  switch (name) {
    case "var":
      return read(context, evaluate(args[0] ?? "", context, time)) ?? (args.length > 1 ? value(1) : undefined);
    case "if":
      return branch(args, context, time);
    case "and":
      return firstWhere(args, context, time, (v) => !truthy(v));
    case "or":
      return firstWhere(args, context, time, truthy);
    case "map":
      return items(value(0)).map((item) => evaluate(args[1] ?? null, item, time));
    case "filter":
      return items(value(0)).filter((item) => truthy(evaluate(args[1] ?? null, item, time)));
    case "all": {
      const list = items(value(0));
      return list.length > 0 && list.every((item) => truthy(evaluate(args[1] ?? null, item, time)));
    }
    case "some":
      return items(value(0)).some((item) => truthy(evaluate(args[1] ?? null, item, time)));
    case "none":
      return !items(value(0)).some((item) => truthy(evaluate(args[1] ?? null, item, time)));
    case "reduce":
      return items(value(0)).reduce(
        (accumulator: unknown, current) => evaluate(args[1] ?? null, { current, accumulator }, time),
        value(2),
      );
  }
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  if (operator === undefined) throw new TypeError(`no such operator: ${name}`);
  return operator(time, ...args.map((_, i) => value(i)));
}

/** Whether a rule's result counts as yes: an empty list does not. */
export function truthy(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

const number = (x: unknown) => (x === undefined || x === null ? NaN : Number(x));
const text = (x: unknown): x is string => typeof x === "string";
const compared = (test: (a: never, b: never) => boolean, ...[a, b, c]: readonly unknown[]) =>
  test(a as never, b as never) && (c === undefined || test(b as never, c as never));
const items = (x: unknown): readonly unknown[] => (Array.isArray(x) ? (x as unknown[]) : []);

// Loose equality is JSON Logic's: "1" == 1.
const same = (a: unknown, b: unknown) => (a ?? null) == (b ?? null);

const operators: { readonly [name: string]: Operator } = {
  "!": (_, a) => !truthy(a),
  "!!": (_, a) => truthy(a),
  "==": (_, a, b) => same(a, b),
  "!=": (_, a, b) => !same(a, b),
  "<": (_, ...xs) => compared((a, b) => a < b, ...xs),
  "<=": (_, ...xs) => compared((a, b) => a <= b, ...xs),
  ">": (_, ...xs) => compared((a, b) => a > b, ...xs),
  ">=": (_, ...xs) => compared((a, b) => a >= b, ...xs),
  in: (_, a, b) => (text(b) ? b !== "" && (a ?? null) !== null && b.includes(String(a)) : items(b).includes(a)),
  "+": (_, ...xs) => xs.reduce((sum: number, x) => sum + number(x), 0),
  "*": (_, ...xs) => xs.reduce((product: number, x) => product * number(x), 1),
  "-": (_, a, b) => (b === undefined ? -number(a) : number(a) - number(b)),
  "/": (_, a, b) => number(a) / number(b),
  "%": (_, a, b) => number(a) % number(b),
  min: (_, ...xs) => Math.min(...xs.map(number)),
  max: (_, ...xs) => Math.max(...xs.map(number)),
  merge: (_, ...xs) => xs.flat(),
  floor: (_, a) => Math.floor(number(a)),
  round: (_, a) => Math.round(number(a)),
  count: (_, a) => (Array.isArray(a) ? a.length : a === undefined || a === null ? 0 : 1),
  sum: (_, a) => items(a).reduce((total: number, x) => total + number(x), 0),
  instant: (_, a) => (text(a) ? Date.parse(a.length === 10 ? `${a}T00:00:00Z` : a) : NaN),
  later: (time, a, by) => (text(a) && text(by) ? time.shift(a, by, 1) : undefined),
  earlier: (time, a, by) => (text(a) && text(by) ? time.shift(a, by, -1) : undefined),
  atTime: (time, a, at) => (text(a) && text(at) ? time.atTime(a, at) : undefined),
  localMinutes: (time, a) => (text(a) ? time.minutes(a) : NaN),
  date: (time, a) => (text(a) ? time.date(a) : undefined),
  month: (time, a) => (text(a) ? time.date(a).slice(0, 7) : undefined),
  days: (time, a, b) => (text(a) && text(b) ? (day(time, b) - day(time, a)) / 86_400_000 : NaN),
  age: (time, birth, on) => (text(birth) && text(on) ? wholeYears(time.date(birth), time.date(on)) : NaN),
  metres: (_, a, b) => metres(a, b),
};

/** The names of all operators, for whoever checks rules. */
export const operatorNames: readonly string[] = [
  .../* @__PURE__ */ Object.keys(operators),
  ...["var", "if", "and", "or", "map", "filter", "all", "some", "none", "reduce"],
];

const day = (time: Time, moment: string) => Date.parse(`${time.date(moment)}T00:00:00Z`);

/** Whole years from one date to another (`YYYY-MM-DD`). */
export function wholeYears(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

/** Great-circle distance of two WGS-84 points, in metres; NaN where one is missing. */
export function metres(a: unknown, b: unknown): number {
  const [p, q] = [a, b] as { readonly lat?: number; readonly lon?: number }[];
  if (p?.lat === undefined || p.lon === undefined || q?.lat === undefined || q.lon === undefined) return NaN;
  const rad = Math.PI / 180;
  const half =
    Math.sin(((q.lat - p.lat) * rad) / 2) ** 2 +
    Math.cos(p.lat * rad) * Math.cos(q.lat * rad) * Math.sin(((q.lon - p.lon) * rad) / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(half));
}

function read(context: unknown, path: unknown): unknown {
  if (path === "" || path === undefined || path === null) return context;
  let here = context;
  for (const key of String(path).split(".")) {
    if (here === undefined || here === null) return undefined;
    here = Object.hasOwn(Object(here), key) ? (here as Context)[key] : undefined;
  }
  return here ?? undefined;
}

function branch(args: readonly Json[], context: unknown, time: Time): unknown {
  for (let i = 0; i + 1 < args.length; i += 2)
    if (truthy(evaluate(args[i] as Json, context, time))) return evaluate(args[i + 1] as Json, context, time);
  return args.length % 2 === 1 ? evaluate(args[args.length - 1] as Json, context, time) : undefined;
}

function firstWhere(args: readonly Json[], context: unknown, time: Time, stop: (v: unknown) => boolean): unknown {
  let last: unknown;
  for (const arg of args) {
    last = evaluate(arg, context, time);
    if (stop(last)) break;
  }
  return last;
}
