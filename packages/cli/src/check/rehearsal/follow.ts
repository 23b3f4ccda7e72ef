import { evaluate, timeIn, withAt, type Actor, type DueFollow, type Json, type JsonObject } from "@linli/contracts";
import { contextOf, tell } from "./effects.js";
import { factsFor } from "./act.js";
import { post } from "./ledger.js";
import { openRecord } from "./open.js";
import { community, type Rehearsed, type Street } from "./street.js";

/** Carries out what a contract says happens elsewhere. */
export function followUp(street: Street, record: Rehearsed, follows: readonly DueFollow[], actor: Actor): void {
  for (const { rule, value } of follows) {
    if (rule.notify !== undefined) tell(street, record, rule.notify, actor.id);
    if (rule.open !== undefined)
      openOther(street, record, { scenario: rule.open, value, for: rule.for, options: rule.options, actor });
    if (rule.post === undefined && rule.set === undefined) continue;
    const wish = { act: { do: "", actor }, relation: record.relation, subject: record.state.subject };
    const facts = factsFor(street, record.machine, record, wish, { free: true, waiting: 0 });
    const context = { ...contextOf(record, { act: wish.act, facts }), input: record.state.data };
    if (rule.post !== undefined && rule.each === undefined) {
      const problem = post(street, record, [rule.post as never], context);
      if (problem !== undefined) street.step.trouble.push(`the follow-up's lines are refused: ${problem}`);
    }
    if (rule.set !== undefined) {
      const set = rule.set as { readonly kind: string; readonly id: Json; readonly value: JsonObject };
      const time = timeIn(street.zone);
      const id = `${set.kind}/${String(evaluate(set.id, context, time))}`;
      const before = street.resources.get(id);
      if (before === undefined) street.step.trouble.push(`the follow-up writes into ${id}, which there is not`);
      else {
        let after: Json = before.value;
        for (const [pointer, one] of Object.entries(set.value))
          after = withAt(after, pointer, evaluate(one as Json, context, time) as Json);
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
