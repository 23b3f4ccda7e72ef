import type { Machine } from "@linli/contracts";
import { keyedHash } from "../seal/keyed-hash.js";
import type { Plan } from "./plan.js";

/**
 * How keys of limits and folds are written: where what is counted by is personal or sensitive, as a keyed hash, by which equal ones
 * are still found equal.
 */
export function keysToHide(
  plan: Plan,
  machine: Machine,
): <T extends { readonly key: string }>(counted: readonly T[]) => Promise<readonly T[]> {
  const limits = (machine.settings["limits"] ?? []) as readonly { readonly per: string | readonly string[] }[];
  const fold = machine.settings["fold"] as { readonly by: readonly string[] } | undefined;
  const said = [...limits.flatMap(({ per }) => per), ...(fold?.by ?? [])];
  const isPrivate = (one: string) =>
    machine.personal.some(({ at }) => one === at || one.startsWith(`${at}/`) || at.startsWith(`${one}/`));
  if (!said.some(isPrivate)) return (counted) => Promise.resolve(counted);
  const keys = plan.engine.keyring.at(plan.street.id);
  return (counted) =>
    Promise.all(
      counted.map(async (one) =>
        // What several scenarios count together must come to the same key in all of them.
        one.key.startsWith("across|") ? one : { ...one, key: `hashed|${await keyedHash(keys, one.key)}` },
      ),
    );
}
