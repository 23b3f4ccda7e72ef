import type { Machine } from "./machine.js";
import type { Action } from "./model.js";

/**
 * The machine of a record that begins where handing down has led: whatever the pattern does up to there has been done above.
 */
export function handedDown(machine: Machine): Machine {
  const { actions } = machine.pattern;
  const down = Object.entries(actions).filter(([, { effects }]) =>
    effects.some((effect) => typeof effect === "object" && effect["open"] === "fanOut"),
  );
  const before = new Set(
    down.flatMap(([, { from }]) => from.map((one) => (typeof one === "string" ? one : one.state))),
  );
  const leads = ({ to }: Action) =>
    typeof to === "string" ? before.has(to) : (to ?? []).some(({ state }) => before.has(state));
  const over = Object.entries(actions).flatMap(([name, action]) =>
    down.some(([one]) => one === name) || leads(action) ? [name] : [],
  );
  const { contract } = machine;
  return {
    ...machine,
    has: { ...machine.has, ...Object.fromEntries(over.map((name) => [name, false])) },
    contract: { ...contract, people: { ...contract.people, open: [...contract.people.open, "hub"] } },
  };
}
