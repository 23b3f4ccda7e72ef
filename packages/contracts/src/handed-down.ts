import type { Machine } from "./machine.js";
import type { Action, Effect } from "./model.js";

/**
 * The machine of a record that begins where handing down has led, below another: what the pattern does up to there has been
 * done above, and it is not handed down once more.
 */
export function handedDown(machine: Machine): Machine {
  const { actions, states } = machine.pattern;
  const there = new Set(Object.keys(states).filter((state) => (states[state]?.enter ?? []).some(fansOut)));
  const leads = ({ to }: Action, where: ReadonlySet<string>): boolean =>
    typeof to === "string" ? where.has(to) : (to ?? []).some(({ state }) => where.has(state));
  const down = Object.entries(actions).filter(([, action]) => action.effects.some(fansOut) || leads(action, there));
  const before = new Set(
    down.flatMap(([, { from }]) => from.map((one) => (typeof one === "string" ? one : one.state))),
  );
  const over = Object.entries(actions).flatMap(([name, action]) =>
    down.some(([one]) => one === name) || leads(action, before) ? [name] : [],
  );
  const { contract } = machine;
  const { fanOut: _, ...settings } = machine.settings;
  return {
    ...machine,
    settings,
    has: { ...machine.has, ...Object.fromEntries(over.map((name) => [name, false])) },
    contract: { ...contract, people: { ...contract.people, open: [...contract.people.open, "hub"] } },
  };
}

function fansOut(effect: Effect): boolean {
  return typeof effect === "object" && effect["open"] === "fanOut";
}
