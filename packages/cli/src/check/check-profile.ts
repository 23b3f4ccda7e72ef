import {
  every,
  type Json,
  type JsonObject,
  type JsonSchema,
  type Machine,
  type Pointer,
  type Profile,
  type Tighter,
} from "@linli/contracts";
import { resolved } from "../read/schema-fields.js";
import { length } from "./check-clocks.js";
import { checkOwnParameters } from "./check-parameters.js";
import { sayErrors } from "./check-meta.js";
import { found } from "./check-pointers.js";
import type { PatternValidators } from "./check-schemas.js";
import { contractLabels } from "./contract-labels.js";
import type { CheckFault, Say } from "./fault.js";
import { checkText } from "./label-rules.js";
import { didYouMean } from "./suggest.js";
import type { TreeIndex } from "./tree-index.js";

/** Takes in a fault with a document that shows it. */
export type SayShown = (
  at: Pointer,
  wrong: string,
  right: string,
  counterExample?: CheckFault["counterExample"],
) => void;

/** A street's own say of one scenario. */
type Said = NonNullable<Profile["scenarios"]>[string];

const BOUNDS = [
  ["minimum", "maximum"],
  ["minLength", "maxLength"],
  ["minItems", "maxItems"],
] as const;

/** Says which names of a profile there are not, what it loosens, and what no record can meet. */
export function checkProfile(
  profile: Profile,
  tree: TreeIndex,
  shared: ReadonlyMap<string, PatternValidators>,
  say: SayShown,
): void {
  const { catalog } = tree.scenarios;
  const nodes = new Set(
    catalog.tree.flatMap((field) => [
      field.id,
      ...field.children.flatMap((group) => [group.id, ...group.children.map((one) => one.id)]),
    ]),
  );
  const collections = Object.keys(catalog.collections);
  const isSelected = (id: string): boolean =>
    profile.select === undefined ||
    profile.select.some(
      (one) => id === one || id.startsWith(`${one}.`) || one.startsWith(`${id}.`) || isIn(tree, one, id),
    );
  for (const list of ["select", "order"] as const)
    profile[list]?.forEach((id, i) => {
      if (!nodes.has(id) && !collections.includes(id))
        say(
          `/${list}/${String(i)}`,
          `There is no scenario, branch or collection "${id}".`,
          didYouMean(id, [...collections, ...nodes]),
        );
      else if (list === "order" && !collections.includes(id) && !isSelected(id))
        say(`/order/${String(i)}`, `"${id}" is not selected.`, "Select it, or take it out of the order.");
    });
  for (const [id, said] of Object.entries(profile.scenarios ?? {})) {
    const at = `/scenarios/${id}`;
    const machine = tree.machine(id);
    if (machine === undefined) {
      say(at, `There is no contract "${id}".`, didYouMean(id, tree.contracts.keys()));
      continue;
    }
    if (!isSelected(id)) say(at, `"${id}" is not selected.`, "Select it, or say nothing of it.");
    checkSaid(machine, said, at, tree, shared.get(machine.pattern.pattern), say);
  }
}

function isIn(tree: TreeIndex, collection: string, id: string): boolean {
  const found = tree.scenarios.catalog.collections[collection];
  return (
    found?.nodes?.some((node) => id === node || id.startsWith(`${node}.`)) === true ||
    (found?.pattern !== undefined && tree.catalog.get(id)?.pattern === found.pattern)
  );
}

function checkSaid(
  machine: Machine,
  said: Said,
  at: Pointer,
  tree: TreeIndex,
  shared: PatternValidators | undefined,
  say: SayShown,
): void {
  const { contract } = machine;
  if (said.settings !== undefined && shared !== undefined)
    sayErrors(shared.settings({ ...contract.settings, ...said.settings }), `${at}/settings`, say);
  checkOwnParameters(machine, said.parameters, `${at}/parameters`, tree, say);
  for (const [id, plus] of Object.entries(said.clocks ?? {})) {
    const clock = contract.clocks?.find((one) => one.id === id);
    const here = `${at}/clocks/${id}`;
    if (clock === undefined) {
      say(
        here,
        `The contract has no clock "${id}" of its own.`,
        didYouMean(
          id,
          (contract.clocks ?? []).map((one) => one.id),
        ),
      );
      continue;
    }
    if (clock.min !== undefined && length(plus) < length(clock.min))
      say(
        here,
        `${plus} is shorter than ${clock.min}.`,
        `It lies between ${clock.min} and ${clock.max ?? "any length"}.`,
      );
    if (clock.max !== undefined && length(plus) > length(clock.max))
      say(here, `${plus} is longer than ${clock.max}.`, `It lies between ${clock.min ?? "nothing"} and ${clock.max}.`);
    if (clock.min === undefined && clock.max === undefined)
      say(here, `The contract gives no bounds for "${id}".`, "It cannot be changed.");
  }
  const labels = contractLabels(machine, tree.scenarios);
  for (const [locale, texts] of Object.entries(said.labels ?? {}))
    for (const [path, text] of Object.entries(texts)) {
      const here = `${at}/labels/${locale}/${path.replaceAll("/", "~1")}`;
      if (!labels.needed.has(path) && !labels.allowed.has(path))
        say(here, "The label leads to nothing.", "Name a path of the contract's labels.");
      checkText(text, locale, here, say as Say);
    }
  for (const [pointer, tighter] of Object.entries(said.fields ?? {})) {
    const here = `${at}/fields/${pointer.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const field = found(contract.record, pointer, here, tree, say as Say);
    if (field !== undefined)
      checkField(machine, { pointer, field: resolved(field, tree.common), tighter, at: here }, say);
  }
}

function checkField(
  machine: Machine,
  {
    pointer,
    field,
    tighter,
    at,
  }: { readonly pointer: Pointer; readonly field: JsonSchema; readonly tighter: Tighter; readonly at: Pointer },
  say: SayShown,
): void {
  for (const [low, high] of BOUNDS) {
    const [own, most] = [field[low], field[high]];
    if (tighter[low] !== undefined && typeof own === "number" && tighter[low] < own)
      say(
        `${at}/${low}`,
        `${String(tighter[low])} is less than the contract's ${String(own)}.`,
        "A profile only tightens.",
      );
    if (tighter[high] !== undefined && typeof most === "number" && tighter[high] > most)
      say(
        `${at}/${high}`,
        `${String(tighter[high])} is more than the contract's ${String(most)}.`,
        "A profile only tightens.",
      );
    const [least, greatest] = [tighter[low] ?? own, tighter[high] ?? most];
    if (
      typeof least === "number" &&
      typeof greatest === "number" &&
      (tighter[low] ?? tighter[high]) !== undefined &&
      least > greatest
    )
      say(
        at,
        `No value is at least ${String(least)} and at most ${String(greatest)}.`,
        "Leave room between the two.",
        shownBy(machine, pointer),
      );
  }
  const allowed = (field["items"] as JsonSchema | undefined)?.["enum"] ?? field["enum"];
  const values = tighter.enum;
  if (values !== undefined) {
    if (!Array.isArray(allowed)) say(`${at}/enum`, `${pointer} has no list of values.`, "Only a list can be narrowed.");
    else
      values.forEach((value, i) => {
        if (!(allowed as readonly Json[]).includes(value))
          say(
            `${at}/enum/${String(i)}`,
            `${JSON.stringify(value)} is none of the contract's values.`,
            didYouMean(String(value), (allowed as readonly Json[]).map(String)),
          );
      });
    const items = field["items"] !== undefined;
    const least = tighter.minItems ?? (field["minItems"] as number | undefined) ?? 0;
    if (values.length === 0 && !items)
      say(`${at}/enum`, "No value is left.", "Leave one at least.", shownBy(machine, pointer));
    else if (items && field["uniqueItems"] === true && values.length < least)
      say(
        `${at}/enum`,
        `No list holds ${String(least)} different ones of ${String(values.length)} values.`,
        "Leave more values, or ask for fewer.",
        shownBy(machine, pointer),
      );
  }
  if (field["const"] !== undefined && values !== undefined && !values.some((value) => value === field["const"]))
    say(
      `${at}/enum`,
      `The contract allows ${JSON.stringify(field["const"])} only.`,
      "Leave it.",
      shownBy(machine, pointer),
    );
}

/** A document that the contract accepts and the profile refuses, whatever stands at the pointer. */
function shownBy(machine: Machine, pointer: Pointer): JsonObject | undefined {
  const { valid } = machine.contract.examples;
  return (valid.find((example) => every(example.value, pointer).length > 0) ?? valid[0])?.value;
}
