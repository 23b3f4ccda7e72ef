import {
  followEach,
  timeIn,
  withAt,
  type Actor,
  type DueFollow,
  type Json,
  type JsonObject,
  type RecordState,
} from "@linli/contracts";
import { tell } from "./effects.js";
import { post } from "./ledger.js";
import { openRecord } from "./open.js";
import { householdOf } from "./people.js";
import { community, isEnded, type Rehearsed, type Street } from "./street.js";

/** Carries out what a contract says happens elsewhere. */
export function followUp(street: Street, record: Rehearsed, follows: readonly DueFollow[], actor: Actor): void {
  for (const due of follows) {
    if (due.context === undefined) followOne(street, record, due, { about: record.state, actor });
    else for (const { about, due: one } of itemsOf(street, due)) followOne(street, record, one, { about, actor });
    if (due.rule.notify !== undefined) tell(street, record, due.rule.notify, actor.id);
  }
}

/** Whom a follow-up is about: the record itself, or one of a registry. */
interface Turn {
  readonly about: Pick<RecordState, "subject" | "opener">;
  readonly actor: Actor;
}

function followOne(
  street: Street,
  record: Rehearsed,
  { rule, value, post: lines, set, settle }: DueFollow,
  turn: Turn,
) {
  if (rule.open !== undefined)
    openOther(street, { scenario: rule.open, value, for: rule.for, options: rule.options, turn });
  if (lines !== undefined) {
    const { subject, opener } = turn.about;
    const about: Rehearsed = { ...record, state: { ...record.state, subject, opener } };
    const problem = post(street, about, [lines as never], {});
    if (problem !== undefined) street.step.trouble.push(`the follow-up's lines are refused: ${problem}`);
  }
  if (settle !== undefined)
    record.children.push({ kind: "settlements", action: "settle", by: "hub", input: { ...settle, state: "due" } });
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

/** The living records of a registry for which a follow-up is due. */
function itemsOf(street: Street, due: DueFollow): readonly { readonly about: RecordState; readonly due: DueFollow }[] {
  const items = street.records
    .filter((one) => one.machine.contract.id === due.rule.each?.["registry"] && !isEnded(one))
    .map(({ state }) => {
      const { id, subject, data, derived } = state;
      return { about: state, item: { ...data, id, subject, derived } };
    });
  return followEach(due, items, timeIn(street.zone));
}

function openOther(
  street: Street,
  what: {
    readonly scenario: string;
    readonly value: JsonObject;
    readonly for?: string | undefined;
    readonly options?: JsonObject | undefined;
    readonly turn: Turn;
  },
): void {
  const { about } = what.turn;
  street.step.followed.add(what.scenario);
  const target = street.tree.machine(what.scenario);
  if (target === undefined) return;
  const actor: Actor = { id: "hub", roles: [], kind: "hub" };
  const person =
    what.for === "opener"
      ? about.opener
      : what.for === "actor"
        ? what.turn.actor.id
        : what.for === "community"
          ? community
          : about.subject;
  const kind = target.contract.people.subject;
  const home = kind === "household" && street.people[person] !== undefined ? householdOf(street, person) : person;
  const subject = kind === "person" || kind === "household" ? home : community;
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
