import {
  canonicalJson,
  machineOf,
  runtime,
  type Bundle,
  type CompiledContract,
  type Contract,
  type JsonObject,
  type Pattern,
} from "@linli/contracts";
import { interpretedValidators } from "@linli/contracts/interpreted";
import type { Scenario } from "../engine.js";
import { sealedFieldsOf } from "../seal/sealed-fields.js";
import { missingEffects } from "./effects/carry-out.js";
import { hex } from "./uuid.js";

/**
 * A contract of the bundle as a hub runs it.
 * @throws Error where its pattern is not in the bundle
 */
export async function makeScenario(one: CompiledContract | Contract, bundle: Bundle): Promise<Scenario> {
  const contract = "contract" in one ? one.contract : one;
  const pattern = bundle.patterns[contract.pattern];
  if (pattern === undefined)
    throw new Error(`${contract.id} is of the pattern ${contract.pattern}, which is not in the bundle.`);
  const { common } = bundle;
  if (!("contract" in one)) return interpretedScenario({ contract, pattern, common, digest: await digestOf(contract) });
  const machine = machineOf(pattern, contract, { validators: one.validators(runtime) });
  return {
    contract,
    pattern,
    digest: one.digest,
    machine,
    sealed: sealedFieldsOf(contract, pattern, common),
    missing: missingEffects(machine),
  };
}

/** A contract that was not compiled, or not by this bundle, as a hub runs it. */
export function interpretedScenario({
  contract,
  pattern,
  common,
  digest,
}: {
  readonly contract: Contract;
  readonly pattern: Pattern;
  readonly common: JsonObject;
  readonly digest: string;
}): Scenario {
  const machine = machineOf(pattern, contract, { validators: interpretedValidators(contract, pattern, common) });
  return {
    contract,
    pattern,
    digest,
    common,
    machine,
    sealed: sealedFieldsOf(contract, pattern, common),
    missing: missingEffects(machine),
  };
}

async function digestOf(contract: Contract): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson(contract));
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}
