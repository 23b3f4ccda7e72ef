import type { Contract, Machine } from "@linli/contracts";
import { noCatalog, type Scenarios } from "../read/read-scenarios.js";
import { checkCalendar } from "./check-calendar.js";
import { checkContract } from "./check-contract.js";
import { checkDepth, checkFieldsAcross } from "./check-depth.js";
import { checkExamples } from "./check-examples.js";
import { checkKind } from "./check-kind.js";
import { checkMeta } from "./check-meta.js";
import { checkPattern } from "./check-pattern.js";
import { checkProfile } from "./check-profile.js";
import { checkPlaces, checkTree, sorted } from "./check-tree.js";
import type { CheckFault, Say } from "./fault.js";
import { prepareTree } from "./prepare-tree.js";
import { rehearseJourneys } from "./rehearse.js";
import { schemaChecker } from "./schema-checker.js";
import { didYouMean } from "./suggest.js";

/** What a check found, and how much it looked at. */
export interface CheckResult {
  readonly faults: readonly CheckFault[];
  readonly contracts: number;
  readonly patterns: number;
  readonly kinds: number;
  readonly profiles: number;
  readonly journeys: number;
}

/**
 * Checks a scenarios tree: whatever would make a contract say something that is not so. What depends on a file that
 * breaks its meta-schema is left until that is mended.
 */
export function checkScenarios(read: Scenarios): CheckResult {
  const faults: CheckFault[] = read.faults.map(({ file, line, column, message }) => ({
    file: line === 0 ? file : `${file}:${String(line)}:${String(column)}`,
    at: "",
    wrong: message,
    right: line === 0 ? "Add it, or name the tree that this one adds to (--base)." : "Write JSON (RFC 8259).",
  }));
  const sayIn =
    (file: string): Say =>
    (at, wrong, right) => {
      faults.push({ file, at, wrong, right });
    };
  // A catalog that is none would make everything in it unknown: that is said once.
  const hasCatalog = checkMeta(
    read.catalog,
    "catalog",
    schemaChecker(read.common, read.schemas),
    sayIn("catalog.json"),
  );
  const scenarios = hasCatalog ? read : { ...read, catalog: noCatalog };
  const fileOf = (thing: object): string => scenarios.files.get(thing) ?? "";
  const { tree, checker, patterns, kinds, contracts, shared } = prepareTree(scenarios, sayIn);

  checkTree(scenarios, sayIn);
  if (hasCatalog) checkPlaces(scenarios, sayIn);
  for (const [name, pattern] of Object.entries(scenarios.patterns))
    if (patterns.has(name)) checkPattern(pattern, fileOf(pattern), tree, sayIn(fileOf(pattern)));
  for (const kind of kinds) checkKind(kind, fileOf(kind), tree, checker, sayIn(fileOf(kind)));
  const broken = scenarios.kinds.filter((kind) => !kinds.includes(kind)).map((kind) => kind.kind);
  for (const contract of contracts) {
    if (brokenBelow(contract, { patterns: scenarios.patterns, sound: patterns, broken })) continue;
    const say = sayIn(fileOf(contract));
    const machine = tree.machine(contract.id);
    const own = shared.get(contract.pattern);
    if (machine === undefined || own === undefined) {
      say("/pattern", `There is no pattern "${contract.pattern}".`, didYouMean(contract.pattern, patterns));
      continue;
    }
    const runs = checkContract(machine, own, tree, say);
    // What does not compile refuses nothing: examples and journeys would say nonsense.
    if (!runs || machine.validators === undefined) continue;
    checkExamples(machine, tree, say);
    checkDepth(contract, say);
    checkReached(machine, rehearseJourneys(machine, tree, say), say);
  }
  for (const calendar of Object.values(scenarios.calendars)) {
    const say = sayIn(fileOf(calendar));
    if (checkMeta(calendar, "calendar", checker, say)) checkCalendar(calendar, fileOf(calendar), say);
  }
  checkFieldsAcross(contracts, scenarios.common, (contract) => sayIn(fileOf(contract)));
  for (const profile of Object.values(scenarios.profiles)) {
    const file = fileOf(profile);
    if (!checkMeta(profile, "profile", checker, sayIn(file))) continue;
    checkProfile(profile, tree, shared, (at, wrong, right, counterExample, refusedBy) => {
      faults.push({ file, at, wrong, right, ...(counterExample === undefined ? {} : { counterExample, refusedBy }) });
    });
  }
  return {
    faults: sorted(unique(faults)),
    contracts: scenarios.contracts.length,
    patterns: Object.keys(scenarios.patterns).length,
    kinds: scenarios.kinds.length,
    profiles: Object.keys(scenarios.profiles).length,
    journeys: contracts.reduce((sum, contract) => sum + contract.journeys.length, 0),
  };
}

/** Whether a contract stands on a file that must be mended first. */
function brokenBelow(
  contract: Contract,
  on: {
    readonly patterns: Scenarios["patterns"];
    readonly sound: ReadonlySet<string>;
    readonly broken: readonly string[];
  },
): boolean {
  if (contract.pattern in on.patterns && !on.sound.has(contract.pattern)) return true;
  const text =
    on.broken.length === 0 ? "" : JSON.stringify([contract.uses, contract.record, contract.examples.resources]);
  return on.broken.some((kind) => text.includes(`"${kind}"`) || text.includes(`"${kind}/`));
}

/** Every state that a contract can reach is shown by a journey. */
function checkReached(machine: Machine, reached: ReadonlySet<string>, say: Say): void {
  const missed = [...machine.states].filter((state) => !reached.has(state));
  if (missed.length > 0)
    say(
      "/journeys",
      `No journey reaches ${missed.join(", ")}.`,
      "Show each state once, or leave out the action that leads there.",
    );
}

function unique(faults: readonly CheckFault[]): readonly CheckFault[] {
  const seen = new Set<string>();
  return faults.filter((fault) => {
    const key = JSON.stringify(fault);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
