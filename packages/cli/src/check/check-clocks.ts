import { durationLength, type ClockRule, type Machine } from "@linli/contracts";
import { sayNoAction, sayNoState } from "./check-people.js";
import type { Say } from "./fault.js";
import { didYouMean } from "./suggest.js";

/** Says what is wrong with a contract's own clocks; their rules are checked with all rules. */
export function checkClocks(machine: Machine, say: Say): void {
  const { contract, pattern } = machine;
  contract.clocks?.forEach((clock, i) => {
    const at = `/clocks/${String(i)}`;
    const same = machine.clocks.filter((other) => other.id === clock.id);
    if (same.length > 1)
      say(`${at}/id`, `The clock "${clock.id}" is there twice.`, "The pattern's clocks count too: give it another id.");
    clock.while.forEach((state, j) => {
      if (!machine.states.has(state)) sayNoState(machine, state, `${at}/while/${String(j)}`, say);
    });
    if (typeof clock.then === "string") checkAction(machine, clock, `${at}/then`, say);
    else if (clock.then !== undefined && !(clock.then.flag in pattern.flags))
      say(
        `${at}/then/flag`,
        `The pattern "${pattern.pattern}" has no flag "${clock.then.flag}".`,
        didYouMean(clock.then.flag, Object.keys(pattern.flags), "It has"),
      );
    if (clock.repeats === true && clock.plus === undefined)
      say(`${at}/repeats`, "It cannot repeat without a length.", "Add `plus`.");
    checkBounds(clock, at, say);
  });
}

function checkAction(machine: Machine, clock: ClockRule, at: string, say: Say): void {
  const name = String(clock.then);
  const action = machine.pattern.actions[name];
  if (action === undefined || !machine.actions.has(name)) {
    sayNoAction(machine, name, at, say);
    return;
  }
  if (!action.by.includes("clock")) {
    const by = [...machine.actions].filter((one) => machine.pattern.actions[one]?.by.includes("clock") === true);
    say(at, `No clock may do "${name}".`, by.length === 0 ? "Set a flag instead." : `Clocks may do ${by.join(", ")}.`);
  }
  if (!clock.while.some((state) => machine.moves.some((move) => move.from === state && move.action === name)))
    say(
      at,
      `"${name}" is not possible in ${clock.while.join(", ")}.`,
      "The clock would never run: name another state or action.",
    );
}

function checkBounds(clock: ClockRule, at: string, say: Say): void {
  const plus = typeof clock.plus === "string" ? durationLength(clock.plus) : undefined;
  const [min, max] = [clock.min, clock.max].map((bound) => (bound === undefined ? undefined : durationLength(bound)));
  if (min !== undefined && max !== undefined && min > max)
    say(`${at}/min`, `${String(clock.min)} is longer than ${String(clock.max)}.`, "`min` is at most `max`.");
  if (plus !== undefined && min !== undefined && plus < min)
    say(
      `${at}/plus`,
      `${String(clock.plus)} is shorter than \`min\` ${String(clock.min)}.`,
      "The default lies within its bounds.",
    );
  if (plus !== undefined && max !== undefined && plus > max)
    say(
      `${at}/plus`,
      `${String(clock.plus)} is longer than \`max\` ${String(clock.max)}.`,
      "The default lies within its bounds.",
    );
}
