import { fileURLToPath } from "node:url";
import { withAt } from "@linli/contracts";
import type { Contract, Json, Pattern, Pointer, Profile, ResourceKind } from "@linli/contracts";
import { checkScenarios } from "../src/check/check-scenarios.js";
import { wordFault } from "../src/check/fault.js";
import { readScenarios } from "../src/read/read-scenarios.js";
import type { Scenarios } from "../src/read/read-scenarios.js";

/** The scenarios of this repository. */
export const folder = fileURLToPath(new URL("../../../scenarios", import.meta.url));

/** The scenarios of this repository, read once. */
export const whole = readScenarios(folder);

/** What is changed of a file: values by pointer; `undefined` takes a member away. */
export type Change = { readonly [pointer: Pointer]: Json | undefined };

const courtId = "sports.venues.court";
const repairId = "property.service.common-repair";

/** The court, and the repair that a loose hoop becomes: a tree small enough to check it a hundred times. */
export const small: Scenarios = {
  ...whole,
  contracts: whole.contracts.filter((contract) => [courtId, repairId].includes(contract.id)),
  patterns: pick(whole.patterns, ["booking", "case"]),
  profiles: {},
};

/** The court as it is. */
export const court = found(whole.contracts.find((contract) => contract.id === courtId));

/** What is said of the court's file if this is changed of it. */
export function saidOfCourt(change: Change): readonly string[] {
  return saidOf("sports.venues.court.json", withContract(small, courtId, change));
}

/** A tree in which a contract is changed. */
export function withContract(tree: Scenarios, id: string, change: Change): Scenarios {
  const before = found(tree.contracts.find((contract) => contract.id === id));
  const after = changed(before, change);
  return { ...moved(tree, before, after), contracts: tree.contracts.map((one) => (one === before ? after : one)) };
}

/** A tree in which a pattern is changed. */
export function withPattern(tree: Scenarios, name: string, change: Change): Scenarios {
  const before = found(tree.patterns[name]);
  const after: Pattern = changed(before, change);
  return { ...moved(tree, before, after), patterns: { ...tree.patterns, [name]: after } };
}

/** A tree in which a kind of resource is changed. */
export function withKind(tree: Scenarios, name: string, change: Change): Scenarios {
  const before = found(tree.kinds.find((kind) => kind.kind === name));
  const after: ResourceKind = changed(before, change);
  return { ...moved(tree, before, after), kinds: tree.kinds.map((one) => (one === before ? after : one)) };
}

/** A tree with one profile, `ningwei.json`. */
export function withProfile(tree: Scenarios, profile: Profile): Scenarios {
  return {
    ...tree,
    profiles: { ningwei: profile },
    files: new Map([...tree.files, [profile, "profiles/ningwei.json"]]),
  };
}

/** What a check says of the files whose name holds this. */
export function saidOf(part: string, tree: Scenarios): readonly string[] {
  return checkScenarios(tree)
    .faults.filter((fault) => fault.file.includes(part))
    .map(wordFault);
}

/** A copy of a file with changes. */
function changed<T extends Contract | Pattern | ResourceKind>(file: T, change: Change): T {
  let after = file as unknown as Json;
  for (const [pointer, value] of Object.entries(change)) after = withAt(after, pointer, value);
  return after as unknown as T;
}

function moved(tree: Scenarios, before: object, after: object): Scenarios {
  return { ...tree, files: new Map([...tree.files, [after, tree.files.get(before) ?? ""]]) };
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("The tree lacks what the test is about.");
  return value;
}

function pick<T>(from: { readonly [name: string]: T }, names: readonly string[]): { readonly [name: string]: T } {
  return Object.fromEntries(names.map((name) => [name, found(from[name])]));
}
