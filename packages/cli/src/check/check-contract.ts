import type { Contract, Machine } from "@linli/contracts";
import { checkClocks } from "./check-clocks.js";
import { checkConditions } from "./check-conditions.js";
import { checkFollow } from "./check-follow.js";
import { checkMachine } from "./check-machine.js";
import { sayErrors } from "./check-meta.js";
import { checkParameters } from "./check-parameters.js";
import { checkPeople } from "./check-people.js";
import { checkPointers } from "./check-pointers.js";
import { checkRules } from "./check-rules.js";
import type { PatternValidators } from "./check-schemas.js";
import { checkSettings } from "./check-settings.js";
import { contractLabels } from "./contract-labels.js";
import type { Say } from "./fault.js";
import { checkLabels } from "./label-rules.js";
import { checkPlaceholders } from "./placeholders.js";
import type { TreeIndex } from "./tree-index.js";

/**
 * Says what is wrong with what a contract says, short of running its examples and journeys. Gives whether these can be run:
 * with settings that are none they can't.
 */
export function checkContract(machine: Machine, shared: PatternValidators, tree: TreeIndex, say: Say): boolean {
  const { contract } = machine;
  const errors = shared.settings(contract.settings);
  sayErrors(errors, "/settings", say);
  checkMachine(machine, say);
  checkPeople(machine, tree.roles, say);
  checkPointers(machine, tree, say);
  checkSettings(machine, tree, say);
  checkParameters(machine, tree, say);
  checkConditions(machine, tree, say);
  checkClocks(machine, say);
  checkRules(machine, tree, say);
  checkFollow(machine, tree, say);
  checkLabels(contract.labels, contractLabels(machine, tree.scenarios), say);
  checkPlaceholders(machine, contract.labels, say);
  checkExampleNames(contract, tree, say);
  return errors.length === 0;
}

/** What examples and journeys name must be there; whether it does what it says is found by running it. */
function checkExampleNames(contract: Contract, tree: TreeIndex, say: Say): void {
  contract.examples.resources?.forEach((name, i) => {
    const [kind = "", ...rest] = name.split("/");
    const id = rest.join("/");
    const known = tree.kinds.get(kind);
    const at = `/examples/resources/${String(i)}`;
    if (known === undefined)
      say(at, `There is no kind of resource "${kind}".`, `There are ${[...tree.kinds.keys()].join(", ")}.`);
    else if (!known.examples.some((example) => example.id === id))
      say(
        at,
        `The kind "${kind}" has no example "${id}".`,
        `It has ${known.examples.map((example) => example.id).join(", ")}.`,
      );
  });
  const ways = new Set(contract.examples.invalid.map((example) => example.keyword ?? example.check ?? "eligibility"));
  if (ways.size < 4)
    say(
      "/examples/invalid",
      `The invalid examples are refused in ${String(ways.size)} ways only (${[...ways].join(", ")}).`,
      "Show at least four different ones.",
    );
}
