import type { Fault } from "@linli/contracts";
import { escapeSegment } from "@linli/contracts";
import { sealedMember } from "../seal/seal-document.js";

/** How deep a body may nest. */
const deepest = 32;

/**
 * Finds what no JSON text of ours may hold, wherever it stands: U+0000 and halves of surrogate pairs, which PostgreSQL
 * can't store, the name under which the hub seals, and nesting beyond 32 levels.
 */
export function checkText(value: unknown): readonly Fault[] {
  const faults: Fault[] = [];
  const walk = (here: unknown, at: string, depth: number): void => {
    if (typeof here === "string") {
      if (isUnstorable(here)) faults.push({ at, keyword: "format", limit: "text" });
      return;
    }
    if (typeof here !== "object" || here === null) return;
    if (depth === deepest) {
      faults.push({ at, keyword: "maxDepth", limit: deepest });
      return;
    }
    for (const [key, member] of Object.entries(here)) {
      const pointer = `${at}/${escapeSegment(key)}`;
      if (isUnstorable(key) || key === sealedMember) faults.push({ at, keyword: "propertyNames" });
      else walk(member, pointer, depth + 1);
    }
  };
  walk(value, "", 0);
  return faults;
}

/** Whether a text holds U+0000 or half of a surrogate pair. */
export function isUnstorable(text: string): boolean {
  return /[\0\p{Surrogate}]/u.test(text);
}
