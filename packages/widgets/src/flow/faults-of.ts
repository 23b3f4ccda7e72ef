import type { Pointer } from "@linli/contracts";
import type { ProblemError } from "@linli/sdk";
import type { SaidFault } from "../form/form-model.js";
import type { Words } from "../lib/words.js";
import type { More } from "../ui/more/zh-CN.js";

/** In which words a problem is said. */
export interface Saying {
  readonly words: Words;
  readonly more: More;
}

/** A problem of the hub as faults of the form: those of its fields, or one in the words of the contract. */
export function faultsOf(problem: ProblemError, saying: Saying, place: Pointer): readonly SaidFault[] {
  if (problem.errors.length === 0) return [{ at: place, keyword: problem.code, message: sayProblem(problem, saying) }];
  return problem.errors.map(({ pointer, keyword, code, message }) => ({
    at: pointer.replace(/^\/(?:record|input)(?=\/|$)/, ""),
    keyword: keyword ?? code ?? problem.code,
    message: code === undefined ? message : saying.words.label(`problems/${code}`, message),
  }));
}

/** What went wrong, in words: the contract's, the hub's, or that nothing answered. */
export function sayProblem({ code, status, detail, message }: ProblemError, { words, more }: Saying): string {
  if (status === 0) return words.ui.offline;
  if (status >= 500) return more.broken;
  return words.label(`problems/${code}`, detail ?? message);
}
