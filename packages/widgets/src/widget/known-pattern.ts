import { patternOf } from "@linli/contracts/map";

/**
 * The pattern of a scenario of the catalog: known before its contract, so that all can be loaded at once. In a release
 * it is a hint that may be wrong for scenarios of a street's own; the contract has the last word.
 */
export const knownPattern = (scenario: string): string | undefined =>
  (patternOf as { readonly [id: string]: string | undefined })[scenario];
