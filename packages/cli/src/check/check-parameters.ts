import type { JsonObject, Machine, Pointer } from "@linli/contracts";
import { sayErrors } from "./check-meta.js";
import { compiled } from "./check-schemas.js";
import type { Say } from "./fault.js";
import { schemaChecker } from "./schema-checker.js";
import { didYouMean } from "./suggest.js";
import type { TreeIndex } from "./tree-index.js";

/** Says which parameters have a value that their own schema refuses, and which no rule reads. */
export function checkParameters({ contract }: Machine, tree: TreeIndex, say: Say): void {
  const { parameters = {} } = contract;
  const checker = schemaChecker(tree.common, tree.scenarios.schemas);
  const rules = JSON.stringify({ ...contract, parameters: {}, labels: {}, examples: {}, journeys: [] });
  for (const [name, { schema, value }] of Object.entries(parameters)) {
    const at = `/parameters/${name}`;
    if (compiled(schema, `${at}/schema`, checker, say) === undefined) continue;
    sayErrors(checker.errors(schema)(value), `${at}/value`, say);
    if (!rules.includes(`"parameters.${name}"`) && !rules.includes(`"parameters.${name}.`))
      say(at, `No rule reads "parameters.${name}".`, "Read it in a rule, or leave it out.");
  }
}

/** Says which of a street's own values are for no parameter of the contract, or not what its schema takes. */
export function checkOwnParameters(
  { contract }: Machine,
  own: JsonObject | undefined,
  at: Pointer,
  tree: TreeIndex,
  say: Say,
): void {
  const { parameters = {} } = contract;
  const checker = schemaChecker(tree.common, tree.scenarios.schemas);
  for (const [name, value] of Object.entries(own ?? {})) {
    const parameter = parameters[name];
    if (parameter === undefined)
      say(`${at}/${name}`, `The contract has no parameter "${name}".`, didYouMean(name, Object.keys(parameters)));
    else sayErrors(checker.errors(parameter.schema)(value), `${at}/${name}`, say);
  }
}
