import type { Json, JsonObject, Pointer } from "@linli/contracts";
import { operators } from "@linli/contracts/vocabulary";
import type { Say } from "./fault.js";
import { itemOf, namesOf, shapeOf, valuesOf, type Shape } from "./shape.js";
import { didYouMean } from "./suggest.js";

/** What a rule may read, and the shared definitions that its schemas refer to. */
export interface RuleScope {
  readonly shape: Shape;
  readonly common: JsonObject;
}

const OVER_ITEMS = new Set(["map", "filter", "all", "some", "none"]);

/** Says which operators and variables of a rule there are not. */
export function checkRule(rule: Json | undefined, at: Pointer, scope: RuleScope, say: Say): void {
  if (typeof rule !== "object" || rule === null) return;
  if (Array.isArray(rule)) {
    rule.forEach((item: Json, i) => checkRule(item, `${at}/${String(i)}`, scope, say));
    return;
  }
  const names = Object.keys(rule);
  const [name] = names;
  if (name === undefined || names.length > 1) {
    say(
      at,
      names.length === 0 ? "The rule is empty." : `The rule names several operators: ${names.join(", ")}.`,
      "A rule is an object with one operator.",
    );
    return;
  }
  const here = `${at}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  const raw = (rule as JsonObject)[name];
  if (!operators.includes(name as (typeof operators)[number])) {
    say(at, `There is no operator "${name}".`, didYouMean(name, operators));
    return;
  }
  if (name === "var") {
    checkVariable(raw, here, scope, say);
    return;
  }
  const args: readonly Json[] = Array.isArray(raw) ? (raw as readonly Json[]) : raw === undefined ? [] : [raw];
  const where = (i: number): Pointer => (Array.isArray(raw) ? `${here}/${String(i)}` : here);
  if (OVER_ITEMS.has(name) || name === "reduce") {
    checkRule(args[0], where(0), scope, say);
    const item = itemOf(readShape(args[0], scope), scope.common);
    const inner: Shape = name === "reduce" ? { members: { current: item, accumulator: "any" } } : item;
    checkRule(args[1], where(1), { ...scope, shape: inner }, say);
    if (name === "reduce") checkRule(args[2], where(2), scope, say);
    return;
  }
  if (name === "==" || name === "!=" || name === "in") checkWords(name, args, where, scope, say);
  args.forEach((arg, i) => checkRule(arg, where(i), scope, say));
}

/** A word that a rule compares with a variable is one that the variable can be. */
function checkWords(
  name: string,
  args: readonly Json[],
  where: (i: number) => Pointer,
  scope: RuleScope,
  say: Say,
): void {
  const word = (value: Json | undefined, at: Pointer, of: Shape | undefined, what: Json | undefined): void => {
    const values = of === undefined ? undefined : valuesOf(of, scope.common);
    if (typeof value !== "string" || values === undefined || values.includes(value)) return;
    say(at, `${JSON.stringify(pathOf(what))} is never "${value}".`, didYouMean(value, values, "It can be"));
  };
  const [a, b] = args;
  if (name === "in") {
    const list = readShape(b, scope);
    if (typeof a === "string" && list !== "any") word(a, where(0), itemOf(list, scope.common), b);
    if (Array.isArray(b))
      (b as readonly Json[]).forEach((one, i) => word(one, `${where(1)}/${String(i)}`, readShape(a, scope), a));
    return;
  }
  word(a, where(0), readShape(b, scope), b);
  word(b, where(1), readShape(a, scope), a);
}

function pathOf(rule: Json | undefined): string {
  const raw =
    typeof rule === "object" && rule !== null && !Array.isArray(rule) ? (rule as JsonObject)["var"] : undefined;
  return String(Array.isArray(raw) ? (raw as readonly Json[])[0] : raw);
}

function checkVariable(raw: Json | undefined, at: Pointer, scope: RuleScope, say: Say): void {
  const list = Array.isArray(raw) ? (raw as readonly Json[]) : undefined;
  const path = list === undefined ? raw : list[0];
  const where = list === undefined ? at : `${at}/0`;
  if (list !== undefined && list[1] !== undefined) checkRule(list[1], `${at}/1`, scope, say);
  if (typeof path !== "string") {
    if (typeof path === "object" && path !== null)
      say(where, "A variable's name is computed.", "Write the name out, so that it can be checked.");
    return;
  }
  if (path === "") return;
  const parts = path.split(".");
  let here: Shape = scope.shape;
  for (const [i, part] of parts.entries()) {
    const next = shapeOf(here, part, scope.common);
    if (next === undefined) {
      const before = parts.slice(0, i).join(".");
      const known = namesOf(here, scope.common);
      const wrong = before === "" ? `Rules here know no variable "${path}".` : `"${before}" has no "${part}".`;
      say(where, wrong, known.length === 0 ? "It has no members." : didYouMean(part, known, "There are"));
      return;
    }
    here = next;
  }
}

/** The shape of a variable that is read directly. */
function readShape(rule: Json | undefined, scope: RuleScope): Shape {
  if (typeof rule !== "object" || rule === null || Array.isArray(rule)) return "any";
  const [name] = Object.keys(rule);
  const raw = (rule as JsonObject)[name ?? ""];
  if (name === "filter") return readShape(Array.isArray(raw) ? (raw as readonly Json[])[0] : raw, scope);
  if (name !== "var") return "any";
  const path = Array.isArray(raw) ? (raw as readonly Json[])[0] : raw;
  if (typeof path !== "string" || path === "") return "any";
  let here: Shape | undefined = scope.shape;
  for (const part of path.split(".")) {
    here = here === undefined ? undefined : shapeOf(here, part, scope.common);
  }
  return here ?? "any";
}
