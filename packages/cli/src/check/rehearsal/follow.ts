import { withAt, type Actor, type DueFollow, type Json, type JsonObject } from "@linli/contracts";
import { tell } from "./effects.js";
import { post } from "./ledger.js";
import { openRecord } from "./open.js";
import { community, type Rehearsed, type Street } from "./street.js";

/** Carries out what a contract says happens elsewhere. */
export function followUp(street: Street, record: Rehearsed, follows: readonly DueFollow[], actor: Actor): void {
  for (const { rule, value, post: lines, set } of follows) {
    if (rule.notify !== undefined) tell(street, record, rule.notify, actor.id);
    if (rule.open !== undefined)
      openOther(street, record, { scenario: rule.open, value, for: rule.for, options: rule.options, actor });
    if (lines !== undefined) {
      const problem = post(street, record, [lines as never], {});
      if (problem !== undefined) street.step.trouble.push(`the follow-up's lines are refused: ${problem}`);
    }
    if (set !== undefined) {
      const id = `${set.kind}/${set.id}`;
      const before = street.resources.get(id);
      if (before === undefined) street.step.trouble.push(`the follow-up writes into ${id}, which there is not`);
      else {
        let after: Json = before.value;
        for (const [pointer, one] of Object.entries(set.value)) after = withAt(after, pointer, one);
        street.resources.set(id, { ...before, value: after as JsonObject });
      }
    }
  }
}

function openOther(
  street: Street,
  record: Rehearsed,
  what: {
    readonly scenario: string;
    readonly value: JsonObject;
    readonly for?: string | undefined;
    readonly options?: JsonObject | undefined;
    readonly actor: Actor;
  },
): void {
  street.step.followed.add(what.scenario);
  const target = street.tree.machine(what.scenario);
  if (target === undefined) return;
  const actor: Actor = { id: "hub", roles: [], kind: "hub" };
  const person =
    what.for === "opener"
      ? record.state.opener
      : what.for === "actor"
        ? what.actor.id
        : what.for === "community"
          ? community
          : record.state.subject;
  const subject = target.contract.people.subject === "person" ? person : community;
  const consent = (target.contract.consent ?? []).map((one) => one.id);
  const opened = openRecord(street, target, {
    actor,
    person,
    subject,
    input: what.value,
    options: what.options,
    consent,
  });
  if (!("refused" in opened)) return;
  const { problem, faults, at } = opened.refused;
  const where = [at, ...(faults ?? []).map((fault) => `${fault.at} (${fault.keyword})`)]
    .filter((one) => one !== undefined)
    .join(", ");
  street.step.trouble.push(
    `the follow-up "${what.scenario}" is refused: ${problem}${where === "" ? "" : ` at ${where}`}`,
  );
}
