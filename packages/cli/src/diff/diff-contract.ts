import {
  machineOf,
  sameJson,
  type Contract,
  type Json,
  type JsonSchema,
  type Pattern,
  type Pointer,
} from "@linli/contracts";
import type { Change, Weight } from "./change.js";
import { diffSchema, type Definitions } from "./diff-schema.js";

/** A contract and what it stands on. */
export interface Standing {
  readonly contract: Contract;
  readonly pattern: Pattern;
}

/** The changes between two versions of a contract, in the order of its parts. */
export function diffContract(one: Standing, other: Standing, definitions: Definitions): readonly Change[] {
  const [before, after] = [one.contract, other.contract];
  const changes: Change[] = [];
  const say = (weight: Weight, at: Pointer, says: string): void => void changes.push({ weight, at, says });
  const differs = <Part extends keyof Contract>(part: Part, weight: Weight, says: string): void => {
    if (!same(before[part], after[part])) say(weight, `/${part}`, says);
  };
  if (before.pattern !== after.pattern) say("major", "/pattern", `It is a ${after.pattern} and no ${before.pattern}.`);
  changes.push(...diffLists(before.people.open, after.people.open, "/people/open", "may ask for it"));
  if (!same({ ...before.people, open: [] }, { ...after.people, open: [] }))
    say("major", "/people", "Others may act or see.");
  differs("uses", "major", "It uses things in another way.");
  changes.push(
    ...diffSchema(before.record, after.record, "/record", definitions),
    ...diffInputs(before, after, definitions),
    ...diffActions(one, other),
    ...diffRules(before, after),
  );
  if (!same(before.eligibility, after.eligibility)) {
    const isFree = after.eligibility === undefined;
    say(isFree ? "minor" : "major", "/eligibility", isFree ? "It is for everybody now." : "It is for others now.");
  }
  differs("stages", "major", "It is worked on in other stages.");
  differs("consent", "major", "Consent is asked otherwise.");
  differs("settings", "minor", "Settings are others.");
  differs("parameters", "minor", "Parameters are others.");
  differs("clocks", "minor", "Time limits are others.");
  differs("derived", "minor", "It is computed otherwise.");
  differs("follow", "minor", "Something else follows.");
  differs("byRule", "minor", "It is opened by another rule.");
  differs("retention", "minor", "Data live for another time.");
  differs("labels", "patch", "Words are others.");
  differs("source", "patch", "Sources are others.");
  differs("examples", "patch", "Examples are others.");
  differs("journeys", "patch", "Journeys are others.");
  return changes;
}

const same = (one: unknown, other: unknown): boolean => sameJson((one ?? null) as Json, (other ?? null) as Json);

function diffLists(before: readonly string[], after: readonly string[], at: Pointer, what: string): readonly Change[] {
  return [
    ...before
      .filter((name) => !after.includes(name))
      .map((name): Change => ({ weight: "major", at, says: `"${name}" no longer ${what}.` })),
    ...after
      .filter((name) => !before.includes(name))
      .map((name): Change => ({ weight: "minor", at, says: `"${name}" ${what}, too.` })),
  ];
}

function diffInputs(before: Contract, after: Contract, definitions: Definitions): readonly Change[] {
  return [...new Set([...Object.keys(before.inputs ?? {}), ...Object.keys(after.inputs ?? {})])].flatMap((action) => {
    const nothing: JsonSchema = {};
    const [was, is] = [before.inputs?.[action] ?? nothing, after.inputs?.[action] ?? nothing];
    return diffSchema(was, is, `/inputs/${action}`, definitions);
  });
}

/** Actions and states that were possible and no longer are, and the other way round. */
function diffActions(one: Standing, other: Standing): readonly Change[] {
  const [was, is] = [one, other].map(({ pattern, contract }) => machineOf(pattern, contract));
  if (was === undefined || is === undefined) return [];
  return [
    ...diffLists([...was.actions], [...is.actions], "/without", "is possible"),
    ...diffLists([...was.states], [...is.states], "/without", "is a state"),
  ];
}

function diffRules(before: Contract, after: Contract): readonly Change[] {
  const codes = (contract: Contract): ReadonlyMap<string, unknown> =>
    new Map((contract.checks ?? []).map((check) => [check.code, check]));
  const [was, is] = [codes(before), codes(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((code): readonly Change[] => {
    if (same(was.get(code), is.get(code))) return [];
    const isGone = !is.has(code);
    return [
      {
        weight: isGone ? "minor" : "major",
        at: "/checks",
        says: isGone
          ? `"${code}" is no longer checked.`
          : `"${code}" is checked ${was.has(code) ? "otherwise" : "now"}.`,
      },
    ];
  });
}
