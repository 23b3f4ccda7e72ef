import { bundle } from "@linli/contracts/bundle";
import type { Bundle, Contract, JsonSchema } from "@linli/contracts";

/** A contract of a test's own: what it says, and nothing else. */
export function contractOf(said: Pick<Contract, "id" | "pattern" | "people" | "record"> & Partial<Contract>): Contract {
  return {
    version: "1.0.0",
    source: [{ kind: "ours", ref: "tests of the hub" }],
    settings: {},
    labels: { "zh-CN": {}, en: {}, ko: {} },
    examples: { valid: [], invalid: [] },
    journeys: [],
    ...said,
  };
}

/** An object of these fields, all of them required. */
export function fields(properties: { readonly [name: string]: JsonSchema }): JsonSchema {
  return { type: "object", additionalProperties: false, required: Object.keys(properties), properties };
}

/** The project's contracts, and these. */
export function withContracts(...contracts: readonly Contract[]): Bundle {
  const own = new Set(contracts.map(({ id }) => id));
  const others = bundle.contracts.filter((one) => !own.has(("contract" in one ? one.contract : one).id));
  return { ...bundle, contracts: [...others, ...contracts] };
}
