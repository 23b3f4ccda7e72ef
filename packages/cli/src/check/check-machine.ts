import type { Machine } from "@linli/contracts";
import type { Say } from "./fault.js";
import { sayNoAction, sayNoState } from "./check-people.js";
import { didYouMean } from "./suggest.js";

/** Says what is wrong with what a contract makes of its pattern: what it leaves out, its stages, clocks and derived fields. */
export function checkMachine(machine: Machine, say: Say): void {
  const { contract, pattern } = machine;
  contract.without?.forEach((action, i) => {
    const at = `/without/${String(i)}`;
    if (!(action in pattern.actions))
      say(
        at,
        `The pattern "${pattern.pattern}" has no action "${action}".`,
        didYouMean(action, optional(machine), "Optional are"),
      );
    else if (pattern.actions[action]?.optional !== true)
      say(at, `The action "${action}" cannot be left out.`, `Optional are ${optional(machine).join(", ")}.`);
  });
  checkEnds(machine, say);
  const action = (name: string, at: string): void => {
    if (name !== "open" && !machine.actions.has(name)) sayNoAction(machine, name, at, say);
  };
  const state = (name: string, at: string): void => {
    if (!machine.states.has(name)) sayNoState(machine, name, at, say);
  };
  for (const name of Object.keys(contract.inputs ?? {})) {
    action(name, `/inputs/${name}`);
    if (name === "advance")
      say("/inputs/advance", "What stages take is said at each stage.", "Move it to `stages[].input`.");
  }
  for (const [name, derived] of Object.entries(contract.derived ?? {}))
    derived.on.forEach((one, i) => action(one, `/derived/${name}/on/${String(i)}`));
  contract.checks?.forEach((check, i) =>
    check.on.forEach((one, j) => action(one, `/checks/${String(i)}/on/${String(j)}`)),
  );
  contract.stages?.forEach((stage, i) => {
    const at = `/stages/${String(i)}`;
    state(stage.in, `${at}/in`);
    const working =
      pattern.actions["advance"]?.from.map((from) => (typeof from === "string" ? from : from.state)) ?? [];
    if (machine.states.has(stage.in) && !working.includes(stage.in))
      say(
        `${at}/in`,
        `Stages cannot be done in "${stage.in}".`,
        working.length === 0 ? "This pattern has no stages." : `They can in ${working.join(", ")}.`,
      );
    if (contract.stages?.findIndex((other) => other.id === stage.id) !== i)
      say(`${at}/id`, `The stage "${stage.id}" is there twice.`, "Give it another id.");
  });
  contract.uses?.forEach((use, i) =>
    use.while?.forEach((one, j) => state(one, `/uses/${String(i)}/while/${String(j)}`)),
  );
  const consents = (contract.consent ?? []).map((consent) => consent.id);
  consents.forEach((id, i) => {
    if (consents.indexOf(id) !== i)
      say(`/consent/${String(i)}/id`, `The consent "${id}" is there twice.`, "Give it another id.");
  });
}

/** With what is left out it must still come to an end, and to one that is not giving up. */
function checkEnds(machine: Machine, say: Say): void {
  const { pattern } = machine;
  const isEnd = (state: string): boolean => pattern.states[state]?.end === true;
  const good = new Set([...machine.states].filter(isEnd));
  if (![...good].some((state) => pattern.states[state]?.givenUp === undefined)) {
    say(
      "/without",
      good.size === 0
        ? "With what is left out a record can never end."
        : `With what is left out a record can only be given up (${[...good].join(", ")}).`,
      "Leave out less.",
    );
    return;
  }
  for (let size = -1; size !== good.size;) {
    size = good.size;
    for (const move of machine.moves) if (good.has(move.to)) good.add(move.from);
  }
  const stuck = [...machine.states].filter((state) => !good.has(state));
  if (stuck.length > 0)
    say("/without", `With what is left out nothing leads on from ${stuck.join(", ")}.`, "Leave out less.");
}

function optional(machine: Machine): readonly string[] {
  return Object.entries(machine.pattern.actions).flatMap(([name, action]) => (action.optional === true ? [name] : []));
}
