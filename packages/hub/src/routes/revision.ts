import { ProblemError } from "../engine.js";

/** The entity tag of a revision. */
export function entityTag(revision: number): string {
  return `"${revision}"`;
}

/**
 * Reads the revision of `If-Match`; `undefined`: there is none, or any will do (`*`). A weak tag counts as well: proxies
 * that compress make one of a strong one, and a revision is exact.
 * @throws ProblemError stale-revision (a tag that was never one of ours, or several)
 */
export function ifMatch(request: Request): number | undefined {
  const header = request.headers.get("if-match")?.trim();
  if (header === undefined || header === "*") return undefined;
  const revision = /^(?:W\/)?"(\d{1,15})"$/.exec(header)?.[1];
  if (revision === undefined) throw new ProblemError("stale-revision");
  return Number(revision);
}
