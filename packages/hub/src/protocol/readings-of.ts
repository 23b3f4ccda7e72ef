import type { JsonSchema, ResourceKind } from "@linli/contracts";

/** What a kind of thing measures. */
export interface ReadingRule {
  readonly schema: JsonSchema;
  readonly unit?: string;
  /** How often one is expected: an ISO 8601 duration. */
  readonly every?: string;
  /** How long they are kept: an ISO 8601 duration. */
  readonly keep: string;
}

/** The readings of a kind, by name. */
export function readingsOf(kind: ResourceKind): { readonly [name: string]: ReadingRule } {
  return (kind.readings ?? {}) as unknown as { readonly [name: string]: ReadingRule };
}
