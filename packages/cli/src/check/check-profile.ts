import {
  durationLength as length,
  evaluate,
  every,
  recordSchemaOf,
  roomFor,
  tighteningFaults,
  timeIn,
  truthy,
  withAt,
  type Context,
  type Json,
  type JsonObject,
  type Machine,
  type Pointer,
  type Profile,
  type ScenarioSay,
  type TighteningFault,
} from "@linli/contracts";
import { resolved } from "../read/schema-fields.js";
import { checkOwnParameters } from "./check-parameters.js";
import { sayErrors } from "./check-meta.js";
import { found } from "./check-pointers.js";
import type { PatternValidators } from "./check-schemas.js";
import { contractLabels } from "./contract-labels.js";
import { checkPlaceholders } from "./placeholders.js";
import type { CheckFault, Say } from "./fault.js";
import { checkText } from "./label-rules.js";
import { didYouMean } from "./suggest.js";
import type { TreeIndex } from "./tree-index.js";

/** Takes in a fault with a document that shows it, and who refuses that. */
export type SayShown = (
  at: Pointer,
  wrong: string,
  right: string,
  counterExample?: CheckFault["counterExample"],
  refusedBy?: CheckFault["refusedBy"],
) => void;

/** A street's own say of one scenario. */
type Said = ScenarioSay;

/** Where what is wrong stands, and how it can be shown. */
interface Shown {
  readonly pointer: Pointer;
  readonly at: Pointer;
  readonly nearest: JsonObject | undefined;
  readonly refused: (change: (now: Json | undefined) => Json) => JsonObject | undefined;
}

const plainTime = timeIn("Asia/Shanghai");

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
  checkPlaceholders(machine, said.labels ?? {}, say as Say, `${at}/labels`);
  let isSound = true;
  for (const [pointer, tighter] of Object.entries(said.fields ?? {})) {
    const here = `${at}/fields/${pointer.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const field = found(contract.record, pointer, here, tree, say as Say);
    const faults = field === undefined ? [] : tighteningFaults(resolved(field, tree.common), tighter);
    const shown = {
      pointer,
      at: here,
      nearest: shownBy(machine, pointer),
      refused: (change: (now: Json | undefined) => Json) => refusedBy(machine, pointer, change),
    };
    for (const fault of faults) sayTightening(fault, shown, say);
    isSound &&= field !== undefined && faults.length === 0;
  }
  if (isSound) checkRoom(machine, said, at, tree, say);
}

/** Words what is wrong with what a profile says of one field. */
function sayTightening(fault: TighteningFault, { pointer, at, nearest, refused }: Shown, say: SayShown): void {
  switch (fault.code) {
    case "looser": {
      const than = fault.said < fault.own ? "less" : "more";
      const wrong = `${String(fault.said)} is ${than} than the contract's ${String(fault.own)}.`;
      return say(`${at}/${fault.keyword}`, wrong, "A profile only tightens.", refused(loosened(fault)), "contract");
    }
    case "no-room":
      return say(
        at,
        `No value is at least ${String(fault.least)} and at most ${String(fault.most)}.`,
        "Leave room between the two.",
        nearest,
      );
    case "no-list":
      return say(`${at}/enum`, `${pointer} has no list of values.`, "Only a list can be narrowed.");
    case "not-listed":
      return say(
        `${at}/enum/${String(fault.index)}`,
        `${JSON.stringify(fault.said)} is none of the contract's values.`,
        didYouMean(String(fault.said), fault.listed.map(String)),
        refused(() => fault.said),
        "contract",
      );
    case "nothing-left":
      return say(`${at}/enum`, "No value is left.", "Leave one at least.", nearest);
    case "too-few":
      return say(
        `${at}/enum`,
        `No list holds ${String(fault.least)} different ones of ${String(fault.values)} values.`,
        "Leave more values, or ask for fewer.",
        nearest,
      );
    case "fixed":
      return say(`${at}/enum`, `The contract allows ${JSON.stringify(fault.only)} only.`, "Leave it.", nearest);
    case "other-type":
      return say(
        `${at}/${fault.keyword}`,
        `${pointer} is of the type ${fault.type}: ${fault.keyword} says nothing of it.`,
        "Take it away, or name another bound.",
      );
  }
}

/** A value that a looser bound lets through and the contract does not, made from what stands there. */
function loosened({ keyword, said }: Extract<TighteningFault, { readonly code: "looser" }>) {
  return (now: Json | undefined): Json => {
    if (keyword === "minimum" || keyword === "maximum") return said;
    if (keyword === "minItems" || keyword === "maxItems") {
      const items = (Array.isArray(now) ? now : []) as readonly Json[];
      return Array.from({ length: said }, (_, i) => items[i % Math.max(items.length, 1)] ?? "");
    }
    return (typeof now === "string" && now !== "" ? now : "一").repeat(said + 1).slice(0, said);
  };
}

/**
 * A record of the contract's own with another value at a pointer, which the contract refuses there; `undefined`: none of its
 * records shows it.
 */
function refusedBy(
  machine: Machine,
  pointer: Pointer,
  change: (now: Json | undefined) => Json,
): JsonObject | undefined {
  for (const { value } of machine.contract.examples.valid)
    for (const found of every(value, pointer)) {
      const record = withAt(value, found.at, change(found.value as Json)) as JsonObject;
      if (machine.validators?.record(record).some(({ at }) => at.startsWith(found.at)) === true) return record;
    }
  return undefined;
}

/** A document that the contract accepts and the profile refuses, whatever stands at the pointer. */
function shownBy(machine: Machine, pointer: Pointer): JsonObject | undefined {
  const { valid } = machine.contract.examples;
  return (valid.find((example) => every(example.value, pointer).length > 0) ?? valid[0])?.value;
}

/** Says so where no record can meet contract and profile together. */
function checkRoom(machine: Machine, said: Said, at: Pointer, tree: TreeIndex, say: SayShown): void {
  const { validators, contract } = machine;
  for (const [name, { minimum, maximum, required }] of Object.entries(said.ext ?? {}))
    if (minimum !== undefined && maximum !== undefined && minimum > maximum && required !== true)
      say(
        `${at}/ext/${name}`,
        `No value is at least ${String(minimum)} and at most ${String(maximum)}.`,
        "Leave room between the two.",
      );
  if (validators === undefined || (said.fields === undefined && said.ext === undefined)) return;
  const room = roomFor(said, {
    validators,
    schema: recordSchemaOf(contract, tree.common),
    valid: contract.examples.valid.map(({ value }) => value),
    holds: (record) => checksHold(machine, said, record),
  });
  if (room.record !== undefined) return;
  const against = room.faults.map((fault) => `${fault.at} (${fault.keyword})`).join(", ");
  say(
    at,
    `No record meets both the contract and the profile; ${String(room.tried)} were tried.`,
    against === "" ? "See the contract's checks." : `Against this one it has ${against}.`,
    room.nearest,
  );
}

/** Whether the contract's rules across fields hold that read nothing but the record, settings and parameters. */
function checksHold({ contract, settings, parameters, has }: Machine, said: Said, record: JsonObject): boolean {
  const context = {
    record,
    has,
    settings: { ...settings, ...said.settings },
    parameters: { ...parameters, ...said.parameters },
  };
  const isPlain = (rule: Json): boolean => {
    const read = [...JSON.stringify(rule).matchAll(/"var":\[?"([^".]*)/g)].map(([, name]) => name);
    return read.every((name) => name !== undefined && Object.hasOwn(context, name));
  };
  return (contract.checks ?? [])
    .filter(({ on, rule }) => on.includes("open") && isPlain(rule as Json))
    .every(({ rule }) => truthy(evaluate(rule, context as unknown as Context, plainTime)));
}
