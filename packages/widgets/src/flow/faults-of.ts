import type { Pointer } from "@linli/contracts";
import type { ProblemError } from "@linli/sdk";
import type { SaidFault } from "../form/form-model.js";
import type { Words } from "../lib/words.js";

/** A problem of the hub as faults of the form: those of its fields, or one in the words of the contract. */
export function faultsOf(problem: ProblemError, words: Words, place: Pointer): readonly SaidFault[] {
  if (problem.errors.length > 0) {
    return problem.errors.map(({ pointer, keyword, code, message }) => ({
      at: pointer.replace(/^\/(?:record|input)(?:\/changes)?(?=\/|$)/, ""),
      keyword: keyword ?? code ?? problem.code,
      message: code === undefined ? message : words.label(`problems/${code}`, message),
    }));
  }
  return [{ at: place, keyword: problem.code, message: sayProblem(problem, words) }];
}

/** What went wrong, in words: the contract's, the hub's, or that nothing answered. */
export function sayProblem({ code, status, detail, message }: ProblemError, words: Words): string {
  if (status === 0) return words.ui.offline;
  if (status >= 500) return words.ui.broken;
  return words.label(`problems/${code}`, detail ?? message);
}
