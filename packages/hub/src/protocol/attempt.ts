import { ProblemError } from "../engine.js";
import type { Plan } from "./plan.js";

/**
 * Tries a part of a plan that need not succeed: where it is refused, nothing of what it had begun stays in the plan.
 * @returns What it gave, or the problem with which it was refused.
 */
export async function attempt<T>(
  plan: Plan,
  run: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly problem: ProblemError }> {
  const back = keep(plan);
  try {
    return { value: await run() };
  } catch (problem) {
    if (!(problem instanceof ProblemError)) throw problem;
    back();
    return { problem };
  }
}

/** Remembers how far a plan has got; gives the way back. What was only loaded may stay. */
function keep({ changes, expects, records, resources, room }: Plan): () => void {
  const lists = [...Object.values(changes), ...Object.values(expects), room.taken].flatMap((part: unknown) =>
    Array.isArray(part) ? [[part as unknown[], [...(part as unknown[])]] as const] : [],
  );
  const maps = ([records, resources, room.own] as readonly Map<string, unknown>[]).map(
    (map) => [map, [...map]] as const,
  );
  const given = new Set(room.given);
  return () => {
    for (const [list, before] of lists) list.splice(0, list.length, ...before);
    for (const [map, before] of maps) {
      map.clear();
      for (const [key, value] of before) map.set(key, value);
    }
    room.given.clear();
    for (const one of given) room.given.add(one);
  };
}
