import type { Journey, Step } from "@linli/contracts";
import { describe, expect, it } from "vitest";
import type { CheckFault } from "../src/check/fault.js";
import { prepareTree } from "../src/check/prepare-tree.js";
import { rehearseJourneys } from "../src/check/rehearse.js";
import { whole } from "./check-tree.js";

const { tree } = prepareTree(whole, () => () => undefined);

/** What a rehearsal of one journey of a contract says. */
function rehearse(id: string, journey: Journey): readonly CheckFault[] {
  const machine = tree.machine(id);
  if (machine === undefined) throw new Error(`There is no contract ${id}.`);
  const faults: CheckFault[] = [];
  rehearseJourneys({ ...machine, contract: { ...machine.contract, journeys: [journey] } }, tree, (at, wrong, right) => {
    faults.push({ file: "", at, wrong, right });
  });
  return faults;
}

/** Ways to make a step expect something else than it does. */
function falsified(step: Step, states: readonly string[]): readonly (readonly [where: string, step: Step])[] {
  const then = step.then ?? {};
  const found: (readonly [string, Step])[] = [];
  const other = (where: string, more: NonNullable<Step["then"]>): void => {
    found.push([where, { ...step, then: { ...then, ...more } }]);
  };
  const {
    state,
    problem,
    flag,
    noFlag,
    derived,
    record,
    told,
    followed,
    children,
    actions,
    outcomes,
    sees,
    hides,
    balances,
  } = then;
  if (state !== undefined)
    for (const one of states.filter((name) => name !== state).slice(0, 2)) other("state", { state: one });
  if (problem !== undefined) other("problem", { problem: problem === "invalid" ? "full" : "invalid" });
  if (flag !== undefined) other("flag", { noFlag: flag });
  if (noFlag !== undefined) other("noFlag", { flag: noFlag });
  for (const name of Object.keys(derived ?? {})) other("derived", { derived: { ...derived, [name]: "otherwise" } });
  for (const name of Object.keys(record ?? {})) other("record", { record: { ...record, [name]: "otherwise" } });
  if (told !== undefined) other("told", { told: [...told, "nobody-of-the-cast"] });
  if (followed !== undefined) other("followed", { followed: "sports.venues.campsite" });
  for (const [kind, count] of Object.entries(children ?? {}))
    other("children", { children: { ...children, [kind]: count + 1 } });
  if (actions !== undefined) other("actions", { actions: [...actions, "dance"] });
  for (const [who, units] of Object.entries(balances ?? {}))
    for (const [unit, sum] of Object.entries(units)) other("balances", { balances: { [who]: { [unit]: sum + 1 } } });
  if (outcomes !== undefined) other("outcomes", { outcomes: outcomes.slice(1) });
  if (sees !== undefined) other("sees", { hides: sees });
  if (hides !== undefined) other("hides", { sees: hides });
  return found;
}

describe("a rehearsal", () => {
  it.each(whole.contracts.map((contract) => contract.id))("of %s notices whatever is expected wrongly", (id) => {
    const machine = tree.machine(id);
    const states = [...(machine?.states ?? [])];
    // Three times of each kind of expectation is enough for a contract.
    const tried = new Map<string, number>();
    for (const journey of machine?.contract.journeys ?? []) {
      expect(rehearse(id, journey)).toEqual([]);
      for (const [i, step] of journey.steps.entries())
        for (const [where, wrong] of falsified(step, states)) {
          const times = (tried.get(where) ?? 0) + 1;
          tried.set(where, times);
          if (times > 3) continue;
          const steps = journey.steps.map((one, j) => (j === i ? wrong : one));
          const said = rehearse(id, { ...journey, steps });
          expect(said.map((fault) => fault.at).join(" "), `${journey.title}, step ${String(i)}, ${where}`).toContain(
            `/journeys/0/steps/${String(i)}`,
          );
        }
    }
  });
});
