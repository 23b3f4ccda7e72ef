import type { Machine, Seer } from "@linli/contracts";
import { relations } from "@linli/contracts/vocabulary";
import type { Say } from "./fault.js";
import { didYouMean } from "./suggest.js";

/** Says which roles, ways and actions that a contract's `people`, stages, clocks and cast name do not exist. */
export function checkPeople(machine: Machine, roles: ReadonlySet<string>, say: Say): void {
  const { contract } = machine;
  const { people } = contract;
  const role = (name: string, at: string, also: readonly string[] = []): void => {
    if (roles.has(name) || also.includes(name)) return;
    say(at, `There is no role "${name}".`, didYouMean(name, [...roles, ...also]));
  };
  const list = (names: readonly string[] | undefined, at: string, also: readonly string[]): void =>
    names?.forEach((name, i) => role(name, `${at}/${String(i)}`, also));

  list(people.open, "/people/open", ["hub"]);
  list(people.behalf, "/people/behalf", ["guardian", "mandate"]);
  list(people.handler, "/people/handler", []);
  for (const [action, who] of Object.entries(people.act ?? {})) {
    list(who, `/people/act/${action}`, relations);
    if (!machine.actions.has(action)) sayNoAction(machine, action, `/people/act/${action}`, say);
  }
  for (const [pointer, who] of Object.entries(people.see ?? {}))
    checkSeers(machine, who, `/people/see/${pointer.replaceAll("/", "~1")}`, { list, say });
  contract.stages?.forEach((stage, i) => list(stage.by, `/stages/${String(i)}/by`, relations));
  contract.clocks?.forEach((clock, i) => list(clock.tell, `/clocks/${String(i)}/tell`, relations));
  contract.follow?.forEach((follow, i) => list(follow.notify, `/follow/${String(i)}/notify`, relations));
  contract.journeys.forEach((journey, i) => {
    for (const [name, member] of Object.entries(journey.cast)) {
      const at = `/journeys/${String(i)}/cast/${name}`;
      if (typeof member.role === "string") role(member.role, `${at}/role`);
      else list(member.role, `${at}/role`, []);
      for (const id of member.keeps ?? [])
        if (contract.examples.resources?.some((name) => name.endsWith(`/${id}`)) !== true)
          say(`${at}/keeps`, `No example of a resource is "${id}".`, "Name one of `examples.resources`.");
      for (const one of [...(member.guardians ?? []), ...(member.mandates ?? [])])
        if (!(one in journey.cast))
          say(at, `There is nobody called "${one}" in the cast.`, didYouMean(one, Object.keys(journey.cast)));
    }
  });
}

/** Who sees something, and in which states. */
function checkSeers(
  machine: Machine,
  who: readonly Seer[],
  at: string,
  {
    list,
    say,
  }: { readonly list: (names: readonly string[], at: string, also: readonly string[]) => void; readonly say: Say },
): void {
  who.forEach((one, i) => {
    const here = `${at}/${String(i)}`;
    if (typeof one === "string") {
      list([one], at, [...relations, "public"]);
      return;
    }
    list(one.who, `${here}/who`, [...relations, "public"]);
    one.while.forEach((state, n) => {
      if (!machine.states.has(state)) sayNoState(machine, state, `${here}/while/${String(n)}`, say);
    });
  });
}

/** Says that a contract has no such action: because its pattern has none, or because it was left out or fell away. */
export function sayNoAction(machine: Machine, action: string, at: string, say: Say): void {
  if (action in machine.pattern.actions) {
    const left =
      machine.contract.without?.includes(action) === true || (action === "advance" && machine.has["advance"] === false);
    say(
      at,
      `The action "${action}" ${left ? "is left out here" : "cannot be reached here"}.`,
      "Take it away, or take it out of `without`.",
    );
  } else {
    say(
      at,
      `The pattern "${machine.pattern.pattern}" has no action "${action}".`,
      didYouMean(action, machine.actions, "It has"),
    );
  }
}

/** Says that a contract has no such state: because its pattern has none, or because it fell away. */
export function sayNoState(machine: Machine, state: string, at: string, say: Say): void {
  if (state in machine.pattern.states) {
    say(at, `The state "${state}" cannot be reached here.`, `Reached are ${[...machine.states].join(", ")}.`);
  } else {
    say(
      at,
      `The pattern "${machine.pattern.pattern}" has no state "${state}".`,
      didYouMean(state, machine.states, "It has"),
    );
  }
}
