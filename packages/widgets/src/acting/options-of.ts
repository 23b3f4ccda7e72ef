import { at } from "@linli/contracts/json";
import type { Json, JsonObject, RunPart } from "@linli/contracts";

/** How a vote is held. */
export interface BallotRule {
  readonly secret: boolean;
  readonly choices: number;
  /** What can be voted for, the first in favour. */
  readonly options: readonly string[];
  readonly pass: readonly Condition[];
}

/** What must hold for it to pass. */
export interface Condition {
  readonly of: "turnout" | "for";
  readonly by: "head" | "area" | "share";
  readonly when?: Json;
  readonly atLeast?: readonly [number, number];
  readonly moreThan?: readonly [number, number];
}

/** How a record of a contract is voted on; `undefined`: not at all. */
export function ballotOf({ settings }: Pick<RunPart, "settings">, record: JsonObject): BallotRule | undefined {
  const ballot = settings.ballot as JsonObject | undefined;
  if (ballot === undefined) return undefined;
  const { options, secret, choices, pass } = ballot;
  const named = typeof options === "string" ? at(record, options) : options;
  return {
    secret: secret !== false,
    choices: typeof choices === "number" ? choices : 1,
    options: Array.isArray(named) ? named.map(String) : [],
    pass: (pass ?? []) as unknown as readonly Condition[],
  };
}
