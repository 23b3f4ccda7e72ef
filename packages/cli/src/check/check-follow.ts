import type { FollowRule, JsonObject, Machine } from "@linli/contracts";
import { memberNames, schemaAt } from "../read/schema-fields.js";
import { found } from "./check-pointers.js";
import { sayNoAction, sayNoState } from "./check-people.js";
import type { Say } from "./fault.js";
import { didYouMean } from "./suggest.js";
import type { TreeIndex } from "./tree-index.js";

/** Says which follow-ups wait for what never happens, or open what cannot be opened. */
export function checkFollow(machine: Machine, tree: TreeIndex, say: Say): void {
  machine.contract.follow?.forEach((follow, i) => {
    const at = `/follow/${String(i)}`;
    checkOn(machine, follow.on, `${at}/on`, tree, say);
    if (follow.open !== undefined) checkOpen(follow, at, tree, say);
    const registry = follow.each?.["registry"];
    if (typeof registry === "string") {
      const contract = tree.contracts.get(registry);
      if (contract === undefined)
        say(`${at}/each/registry`, `There is no contract "${registry}".`, didYouMean(registry, tree.contracts.keys()));
      else if (contract.pattern !== "registry")
        say(`${at}/each/registry`, `"${registry}" is a ${contract.pattern}.`, "Name a registry.");
    }
    if (follow.each?.["items"] !== undefined && follow.notify !== undefined)
      say(`${at}/notify`, "They would be told once for each item.", "Tell them in a follow-up of its own.");
    const set = follow.set;
    if (set !== undefined) {
      const kind = tree.kinds.get(String(set["kind"]));
      if (kind === undefined)
        say(
          `${at}/set/kind`,
          `There is no kind of resource "${String(set["kind"])}".`,
          didYouMean(String(set["kind"]), tree.kinds.keys()),
        );
      else
        for (const pointer of Object.keys((set["value"] ?? {}) as JsonObject))
          found(kind.schema, pointer, `${at}/set/value/${pointer.replaceAll("/", "~1")}`, tree, say);
    }
  });
  machine.contract.byRule?.forEach((rule, i) => {
    const at = `/byRule/${String(i)}`;
    if (!machine.contract.people.open.includes("hub"))
      say("/people/open", "The hub opens records by rule, and may not.", 'Add "hub".');
    fields(machine, rule.with, `${at}/with`, rule.options?.["draft"] === true, tree, say);
    const limits = machine.settings["limits"];
    if (!Array.isArray(limits) || limits.length === 0)
      say(
        at,
        "Nothing keeps the hub from opening it again and again for the same person.",
        "Say in `settings.limits` how many there may be.",
      );
  });
}

function checkOn(machine: Machine, on: string, at: string, tree: TreeIndex, say: Say): void {
  const [kind, name] = on.includes(":") ? (on.split(":") as [string, string]) : ["", on];
  if (kind === "" && name !== "open" && !machine.actions.has(name)) sayNoAction(machine, name, at, say);
  if (kind === "enter" && !machine.states.has(name)) sayNoState(machine, name, at, say);
  if (kind === "clock" && !machine.clocks.some((clock) => clock.id === name))
    say(
      at,
      `There is no clock "${name}".`,
      didYouMean(
        name,
        machine.clocks.map((clock) => clock.id),
      ),
    );
  if (kind === "reading") {
    const readings = (machine.contract.uses ?? []).flatMap((use) =>
      Object.keys(tree.kinds.get(use.kind)?.readings ?? {}),
    );
    if (!readings.includes(name)) say(at, `Nothing that it uses has a reading "${name}".`, didYouMean(name, readings));
  }
}

function checkOpen(follow: FollowRule, at: string, tree: TreeIndex, say: Say): void {
  const id = follow.open ?? "";
  const target = tree.machine(id);
  if (target === undefined) {
    const right = tree.catalog.has(id)
      ? "It is in the catalog: write its contract."
      : didYouMean(id, tree.contracts.keys());
    say(`${at}/open`, `There is no contract "${id}".`, right);
    return;
  }
  const mayOpen = target.contract.people.open;
  if (!mayOpen.includes("hub"))
    say(`${at}/open`, `The hub may not open "${id}".`, `Add "hub" to its \`people.open\` (now ${mayOpen.join(", ")}).`);
  const kind = target.contract.people.subject;
  if (follow.for === "community" && kind !== "community" && kind !== "jurisdiction")
    say(`${at}/for`, `"${id}" is for a ${kind}, not for a community.`, 'Say "subject" or "opener".');
  fields(target, follow.with ?? {}, `${at}/with`, follow.options?.["draft"] === true, tree, say);
  if (follow.options !== undefined) {
    const known = Object.keys((target.pattern.options?.["properties"] ?? {}) as JsonObject);
    for (const name of Object.keys(follow.options))
      if (!known.includes(name))
        say(
          `${at}/options/${name}`,
          `The pattern "${target.pattern.pattern}" has no option "${name}".`,
          didYouMean(name, known),
        );
  }
}

/** What is given to a record that is opened: fields that it has, and all that it needs. */
function fields(
  target: Machine,
  given: { readonly [field: string]: unknown },
  at: string,
  partial: boolean,
  tree: TreeIndex,
  say: Say,
): void {
  const { record, id } = target.contract;
  for (const name of Object.keys(given).filter((one) => one.startsWith("/")))
    found(record, name, `${at}/${name.replaceAll("/", "~1")}`, tree, say);
  for (const name of Object.keys(given).filter((one) => !one.startsWith("/")))
    if (schemaAt(record, `/${name}`, tree.common) === undefined)
      say(
        `${at}/${name}`,
        `The record of "${id}" has no field "${name}".`,
        didYouMean(name, memberNames(record, tree.common), "It has"),
      );
  if (partial) return;
  const required = (record["required"] ?? []) as readonly string[];
  const begun = new Set(Object.keys(given).map((name) => (name.startsWith("/") ? name.split("/")[1] : name)));
  const missing = required.filter((name) => !begun.has(name));
  if (missing.length > 0)
    say(
      at,
      `The record of "${id}" needs ${missing.map((name) => `"${name}"`).join(", ")} too.`,
      "Give a rule for each.",
    );
}
