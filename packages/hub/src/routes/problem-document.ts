import { filledText, problems } from "@linli/contracts";
import type { Contract, Fault, Locale, Machine, Pattern, ProblemView } from "@linli/contracts";
import type { ProblemError } from "../engine.js";
import { definitionAt } from "./definition-at.js";
import { faultText } from "./fault-texts.js";

/** What a problem is about, so that its words are those of the contract. */
export interface ProblemContext {
  readonly locale: Locale;
  readonly contract?: Contract | undefined;
  readonly pattern?: Pattern | undefined;
  /** With the street's own numbers, which its words say. */
  readonly machine?: Machine | undefined;
  /** The action that was asked for; absent: `open`. */
  readonly action?: string | undefined;
}

/**
 * Turns a problem into a document of RFC 9457 in the caller's language: the contract's own words where it has some, else
 * the pattern's, else those of the problem table. Faults of what was filled in have one entry each.
 */
export function problemDocument(problem: ProblemError, context: ProblemContext): ProblemView {
  const entry = tableOf(problem.code);
  const title = wordsOf(problem.code, context) ?? entry?.[context.locale] ?? problem.code;
  const errors = problem.faults.map((fault) => errorOf(fault, context));
  const pointed =
    problem.at === undefined || errors.length > 0
      ? errors
      : [{ pointer: problem.at, code: problem.code, message: title }];
  return {
    type: `https://linli.dev/problems/${problem.code}`,
    title,
    status: entry?.status ?? 422,
    code: problem.code,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...(pointed.length === 0 ? {} : { errors: pointed }),
    ...(problem.actions === undefined ? {} : { actions: problem.actions }),
  };
}

type Entry = { readonly status: number } & { readonly [locale in Locale]: string };

function tableOf(code: string): Entry | undefined {
  return Object.hasOwn(problems, code) ? (problems as { readonly [code: string]: Entry })[code] : undefined;
}

function wordsOf(code: string, { locale, contract, pattern, machine }: ProblemContext): string | undefined {
  const path = `problems/${code}`;
  const text = contract?.labels[locale]?.[path] ?? pattern?.labels[locale]?.[path];
  return text === undefined || machine === undefined ? text : filledText(text, machine, locale);
}

type ProblemEntry = NonNullable<ProblemView["errors"]>[number];

function errorOf(fault: Fault, context: ProblemContext): ProblemEntry {
  const { contract, action } = context;
  const schema = action === undefined ? contract?.record : contract?.inputs?.[action];
  return {
    pointer: fault.at,
    keyword: fault.keyword,
    ...(fault.limit === undefined ? {} : { limit: fault.limit }),
    message: faultText(fault, context.locale, schema && definitionAt(schema, fault.at)),
  };
}
