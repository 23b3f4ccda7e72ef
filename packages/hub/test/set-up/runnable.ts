import { bundle } from "@linli/contracts/bundle";
import { machineOf } from "@linli/contracts";
import type { Bundle, Contract } from "@linli/contracts";
import { missingEffects } from "../../src/protocol/effects/carry-out.js";

const contractOf = (one: Bundle["contracts"][number]): Contract => ("contract" in one ? one.contract : one);

function runnable(): Bundle["contracts"] {
  let left = bundle.contracts.filter((one) => {
    const contract = contractOf(one);
    const pattern = bundle.patterns[contract.pattern];
    return pattern !== undefined && missingEffects(machineOf(pattern, contract)).length === 0;
  });
  for (let size = -1; size !== left.length;) {
    size = left.length;
    const ids = new Set(left.map((one) => contractOf(one).id));
    left = left.filter((one) =>
      (contractOf(one).follow ?? []).every((rule) => rule.open === undefined || ids.has(rule.open)),
    );
  }
  return left;
}

/** What the hub can run of the scenarios that there are; it refuses to start with one whose effects it does not have. */
export const hubBundle: Bundle = { ...bundle, contracts: runnable() };

/** The contracts that the hub can run. */
export const contracts: readonly Contract[] = hubBundle.contracts.map(contractOf);

/** Ids of those that it can't run yet. */
export const notRun: readonly string[] = bundle.contracts
  .map((one) => contractOf(one).id)
  .filter((id) => !contracts.some((contract) => contract.id === id));
