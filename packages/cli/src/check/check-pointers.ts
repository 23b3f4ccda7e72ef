import type { JsonSchema, Machine, Pointer } from "@linli/contracts";
import { definitionOf, memberNames, namedParts, resolved, schemaAt } from "../read/schema-fields.js";
import { inputsOf } from "./action-inputs.js";
import type { Say } from "./fault.js";
import { sayNoAction } from "./check-people.js";
import { didYouMean } from "./suggest.js";
import type { TreeIndex } from "./tree-index.js";

/** Says which pointers of a contract lead to nothing, or to something of another type; and which resources are of no kind. */
export function checkPointers(machine: Machine, tree: TreeIndex, say: Say): void {
  const { contract } = machine;
  for (const what of Object.keys(contract.people.see ?? {})) {
    const at = `/people/see/${what.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (what.startsWith("/")) found(contract.record, what, at, tree, say);
    else if (what === "nearest") {
      if (machine.settings["nearest"] === undefined)
        say(at, "Nothing is looked for near its records.", "Say in `settings.nearest` what is.");
    } else if (/^(?:inputs|stages)\//.test(what)) checkSaid(machine, what, at, tree, say);
    else if (!Object.hasOwn(contract.derived ?? {}, what.slice("derived/".length)))
      say(
        at,
        `Nothing is computed under "${what}".`,
        didYouMean(what.slice("derived/".length), Object.keys(contract.derived ?? {})),
      );
  }
  contract.checks?.forEach((check, i) => {
    if (check.at === undefined) return;
    const schemas = check.on.flatMap((action) => (action === "open" ? [contract.record] : inputsOf(machine, action)));
    const amends = check.on.some((action) => action !== "open");
    // What an action amends is looked at as it would be: a period that is moved is the record's.
    const where = amends ? [...schemas, contract.record] : schemas;
    if (!where.some((schema) => schemaAt(schema, check.at ?? "", tree.common) !== undefined))
      sayLost(where[0] ?? contract.record, check.at, `/checks/${String(i)}/at`, tree, say);
  });
  checkUses(machine, tree, say);
  checkReferences(machine, tree, say);
}

/** What an action or a stage takes in, or one field of it. */
function checkSaid(machine: Machine, what: string, at: string, tree: TreeIndex, say: Say): void {
  const [of = "", name = "", field] = what.split("/");
  const stage = (machine.contract.stages ?? []).find(({ id }) => id === name);
  if (of === "inputs" && !machine.actions.has(name)) {
    sayNoAction(machine, name, at, say);
    return;
  }
  if (of === "stages" && stage === undefined) {
    const ids = (machine.contract.stages ?? []).map(({ id }) => id);
    say(at, `There is no stage "${name}".`, didYouMean(name, ids));
    return;
  }
  const schemas = of === "inputs" ? inputsOf(machine, name) : [stage?.input ?? {}];
  if (field === undefined || schemas.some((schema) => schemaAt(schema, `/${field}`, tree.common) !== undefined)) return;
  const names = schemas.flatMap((schema) => Object.keys((schema["properties"] ?? {}) as object));
  say(at, `"${of}/${name}" takes no "${field}".`, didYouMean(field, names, "It takes"));
}

function checkUses(machine: Machine, tree: TreeIndex, say: Say): void {
  const { contract } = machine;
  contract.uses?.forEach((use, i) => {
    const at = `/uses/${String(i)}`;
    const kind = tree.kinds.get(use.kind);
    if (kind === undefined)
      say(`${at}/kind`, `There is no kind of resource "${use.kind}".`, didYouMean(use.kind, tree.kinds.keys()));
    const id = found(contract.record, use.at, `${at}/at`, tree, say);
    if (id !== undefined && definitionOf(id) !== "resourceId")
      say(`${at}/at`, `${use.at} is no resource's id.`, "The field refers to common.json#/$defs/resourceId.");
    if (id !== undefined && typeof id["x-kind"] === "string" && id["x-kind"] !== use.kind)
      say(`${at}/kind`, `The field says x-kind "${id["x-kind"]}".`, `Name the same kind in both places.`);
    if (typeof use.period === "string") {
      const period = found(contract.record, use.period, `${at}/period`, tree, say);
      if (period !== undefined && definitionOf(period) !== "period")
        say(`${at}/period`, `${use.period} is no period.`, "The field refers to common.json#/$defs/period.");
    } else if (use.period !== undefined && "resource" in use.period && kind !== undefined) {
      const period = found(kind.schema, use.period.resource, `${at}/period/resource`, tree, say);
      if (period !== undefined && definitionOf(period) !== "period")
        say(
          `${at}/period/resource`,
          `${use.period.resource} of the kind "${use.kind}" is no period.`,
          "The field refers to common.json#/$defs/period.",
        );
    }
    if (use.time !== undefined) {
      const time = found(contract.record, use.time, `${at}/time`, tree, say);
      const format = time === undefined ? "date" : resolved(time, tree.common)["format"];
      if (format !== "date" && format !== "date-time")
        say(
          `${at}/time`,
          `${use.time} is neither a date nor an instant.`,
          "Give the field the format date or date-time.",
        );
    }
    if (use.period !== undefined && use.time !== undefined)
      say(at, "It has both `period` and `time`.", "One of them says when.");
    if (typeof use.units === "string")
      number(found(contract.record, use.units, `${at}/units`, tree, say), `${at}/units`, use.units, tree, say);
    if (use.capacity !== undefined && use.capacity !== "exclusive" && kind !== undefined)
      number(found(kind.schema, use.capacity, `${at}/capacity`, tree, say), `${at}/capacity`, use.capacity, tree, say);
    if (use.parent !== undefined) {
      found(contract.record, use.parent, `${at}/parent`, tree, say);
      const parent = contract.uses?.find((other) => other.at === use.parent);
      if (kind !== undefined && kind.parent === undefined)
        say(
          `${at}/parent`,
          `The kind "${use.kind}" belongs to no other.`,
          "Take `parent` away, or say in the kind to which kind it belongs.",
        );
      else if (parent !== undefined && kind !== undefined && kind.parent !== parent.kind)
        say(
          `${at}/parent`,
          `A "${use.kind}" belongs to a "${String(kind.parent)}", not to a "${parent.kind}".`,
          "Point at the field of the parent.",
        );
    }
  });
}

/** Every resource that a record or an input names has a kind, every linked record a scenario that there is. */
function checkReferences(machine: Machine, tree: TreeIndex, say: Say): void {
  const { contract } = machine;
  const used = new Set((contract.uses ?? []).map((use) => use.at.replaceAll("/*", "")));
  const look = (schema: JsonSchema, at: Pointer, inRecord: boolean): void => {
    for (const part of namedParts(schema, tree.common)) {
      if (part.kind !== "field" || part.common !== undefined) continue;
      const field = schemaAt(schema, `/${part.path}`, tree.common) ?? fieldIn(schema, part.path, tree);
      const own = field === undefined ? undefined : (itemsOf(field) ?? field);
      if (own === undefined) continue;
      const kind = own["x-kind"];
      const where = at + part.at;
      if (typeof kind === "string" && !tree.kinds.has(kind))
        say(`${where}/x-kind`, `There is no kind of resource "${kind}".`, didYouMean(kind, tree.kinds.keys()));
      if (definitionOf(own) === "resourceId" && kind === undefined && !(inRecord && used.has(`/${part.path}`)))
        say(
          where,
          "Nothing says of which kind this resource is.",
          'Add "x-kind" beside the reference, or name the field in `uses`.',
        );
      const scenario = own["x-scenario"];
      if (typeof scenario === "string" && !tree.catalog.has(scenario) && !tree.contracts.has(scenario))
        say(
          `${where}/x-scenario`,
          `The catalog has no scenario "${scenario}".`,
          didYouMean(scenario, tree.catalog.keys()),
        );
    }
  };
  look(contract.record, "/record", true);
  for (const [action, schema] of Object.entries(contract.inputs ?? {})) look(schema, `/inputs/${action}`, false);
  contract.stages?.forEach((stage, i) => {
    if (stage.input !== undefined) look(stage.input, `/stages/${String(i)}/input`, false);
  });
}

/** A part's path leaves out the items of lists; this finds its schema through them. */
function fieldIn(schema: JsonSchema, path: string, tree: TreeIndex): JsonSchema | undefined {
  let here: JsonSchema | undefined = schema;
  for (const name of path.split("/")) {
    const whole: JsonSchema = resolved(here, tree.common);
    const list = itemsOf(whole);
    here = schemaAt(list === undefined ? whole : resolved(list, tree.common), `/${name}`, tree.common);
    if (here === undefined) return undefined;
  }
  return here;
}

function itemsOf(schema: JsonSchema): JsonSchema | undefined {
  const items = schema["items"];
  return typeof items === "object" && items !== null && !Array.isArray(items) ? (items as JsonSchema) : undefined;
}

/** What a pointer leads to; says so if it is nothing. */
export function found(
  schema: JsonSchema,
  pointer: Pointer,
  at: Pointer,
  tree: TreeIndex,
  say: Say,
): JsonSchema | undefined {
  const there = schemaAt(schema, pointer, tree.common);
  if (there === undefined) sayLost(schema, pointer, at, tree, say);
  return there;
}

function sayLost(schema: JsonSchema, pointer: Pointer, at: Pointer, tree: TreeIndex, say: Say): void {
  const parts = pointer.split("/").slice(1);
  let before = "";
  let here = schema;
  for (const part of parts) {
    const next = schemaAt(here, `/${part}`, tree.common);
    if (next === undefined) {
      const known = [
        ...memberNames(here, tree.common),
        ...(itemsOf(resolved(here, tree.common)) === undefined ? [] : ["*"]),
      ];
      say(at, `${pointer} leads to nothing.`, didYouMean(part, known, before === "" ? "There are" : `${before} has`));
      return;
    }
    before = `${before}/${part}`;
    here = next;
  }
}

function number(schema: JsonSchema | undefined, at: Pointer, pointer: Pointer, tree: TreeIndex, say: Say): void {
  if (schema === undefined) return;
  const type = resolved(schema, tree.common)["type"];
  if (type !== "integer" && type !== "number")
    say(at, `${pointer} is no number.`, "Units are counted: point at an integer.");
}
