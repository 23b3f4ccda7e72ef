import type { JsonSchema, Machine } from "@linli/contracts";

/** The schema of what an action takes: the contract's own, else the pattern's; `undefined`: nothing. */
export function inputOf(machine: Machine, action: string): JsonSchema | undefined {
  return machine.contract.inputs?.[action] ?? machine.pattern.actions[action]?.input;
}

/** Every schema that an action may take: of `advance` those of all stages, of others the one that they have. */
export function inputsOf(machine: Machine, action: string): readonly JsonSchema[] {
  if (action === "advance")
    return (machine.contract.stages ?? []).flatMap((stage) => (stage.input === undefined ? [] : [stage.input]));
  const input = inputOf(machine, action);
  return input === undefined ? [] : [input];
}
