import type { ProblemCode, ProblemView } from "@linli/contracts";

/** The code of a problem: one of the table, or that of a pattern's or contract's check. */
export type Code = ProblemCode | (string & {});

/** One faulty field: its pointer in what was sent, what refused it, and words for people in the caller's language. */
export type FieldError = NonNullable<ProblemView["errors"]>[number];

/** The one error that calls throw: what the hub answered, or `offline` when nothing answered. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly code: Code;
  /** HTTP status; 0: no answer. */
  readonly status: number;
  readonly detail: string | undefined;
  readonly errors: readonly FieldError[];
  /** Actions that are possible instead, where the hub says so. */
  readonly actions: readonly string[];

  constructor(problem: Partial<ProblemView> & { readonly code: string }, options?: ErrorOptions) {
    super(problem.title ?? problem.code, options);
    this.code = problem.code;
    this.status = problem.status ?? 0;
    this.detail = problem.detail;
    this.errors = problem.errors ?? [];
    this.actions = problem.actions ?? [];
  }
}
