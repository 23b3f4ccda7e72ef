import { ProblemError } from "../engine.js";

/** A commit that says so is decided again: something that the decision expected was no longer so. */
const changedCodes: ReadonlySet<string> = new Set(["HB409", "23P01", "23505", "40001", "40P01"]);
const busyCodes: ReadonlySet<string> = new Set(["55P03", "57014", "53300", "25P03"]);

/** Whether a commit was refused because something was no longer as the decision expected. */
export function isChanged(error: unknown): boolean {
  const { code, constraint } = error as { readonly code?: string; readonly constraint?: string };
  return changedCodes.has(code ?? "") || (code === "23514" && constraint === "bucket_full");
}

/** What a refused commit means to whoever asked; what is nobody's problem stays an error. */
export function asProblem(error: unknown): unknown {
  const { code, constraint } = error as { readonly code?: string; readonly constraint?: string };
  if (code === "23514" && constraint === "below_floor") return new ProblemError("below-floor");
  return busyCodes.has(code ?? "") ? new ProblemError("busy") : error;
}
