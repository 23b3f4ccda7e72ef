import type { Pointer } from "@linli/contracts";

/** How much a change asks of those who rely on a contract, by the part of the version that it moves. */
export type Weight = "patch" | "minor" | "major";

/** One change between two versions of a contract. */
export interface Change {
  readonly weight: Weight;
  /** Where in the contract. */
  readonly at: Pointer;
  /** What is different: a sentence. */
  readonly says: string;
}

const order: readonly Weight[] = ["patch", "minor", "major"];

/** The heaviest of some changes; `undefined`: nothing has changed. */
export const heaviest = (changes: readonly Change[]): Weight | undefined =>
  order.findLast((weight) => changes.some((change) => change.weight === weight));

/**
 * Whether a version moves far enough from another for a change of this weight. Below 1.0.0 anything may change with the minor
 * version (Semantic Versioning 2.0.0, 4).
 */
export function movesEnough(before: string, after: string, weight: Weight): boolean {
  const [one = [], other = []] = [before, after].map((version) => version.split(".").map(Number));
  const at = one.findIndex((part, i) => part !== other[i]);
  if (at < 0 || (other[at] ?? 0) < (one[at] ?? 0)) return false;
  const needed = 2 - order.indexOf(weight);
  return at <= (one[0] === 0 ? Math.max(needed, 1) : needed);
}
