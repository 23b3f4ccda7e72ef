import { effectArgument, effectName, type Effect, type Machine } from "@linli/contracts";
import type { WholeRecord } from "../../store/rows.js";
import type { Decided } from "../apply.js";
import type { Plan } from "../plan.js";
import { uuid7 } from "../uuid.js";
import { certify } from "./certify.js";
import { command } from "./command.js";
import { fanOut } from "./fan-out.js";
import { freezeRoll } from "./freeze-roll.js";
import { measure } from "./measure.js";
import { post } from "./post.js";
import { setResource } from "./set-resource.js";
import { settle } from "./settle.js";
import { writeTally } from "./tally.js";
import { unpost } from "./unpost.js";

/** A written effect: takes the record as it will be, gives it as it will be then. */
type EffectFunction = (
  plan: Plan,
  decided: Decided,
  after: WholeRecord,
  argument: ReturnType<typeof effectArgument>,
) => WholeRecord | Promise<WholeRecord>;

const same: EffectFunction = (_, __, after) => after;

/** Effects by name. `limit` and `fold` belong to an opening and are carried out there; `notify` is told once for all. */
const effects: { readonly [name: string]: EffectFunction } = {
  limit: same,
  fold: same,
  notify: same,
  open: fanOut,
  certify,
  command,
  "freeze-roll": freezeRoll,
  measure,
  post,
  set: setResource,
  settle: (plan, _, after, argument) => settle(plan, after, argument as never),
  tally: writeTally,
  unpost,
};

/** Carries out the written effects of an act, in order. */
export async function carryOut(
  plan: Plan,
  decided: Decided,
  turn: { readonly after: WholeRecord; readonly notify: readonly string[] },
): Promise<WholeRecord> {
  let { after } = turn;
  if (turn.notify.length > 0) {
    const body = {
      notify: [...new Set(turn.notify)],
      by: decided.act.actor.id,
      scenario: after.row.scenario,
      action: decided.act.do,
    };
    plan.changes.outbox.push({
      id: uuid7(plan.engine, Date.parse(plan.now)),
      topic: "notify",
      record: after.row.id,
      body,
    });
  }
  for (const effect of decided.outcome.effects) {
    const run = effects[effectName(effect)];
    if (run === undefined) throw new Error(`This hub has no effect ${effectName(effect)}.`);
    after = await run(plan, decided, after, effectArgument(effect));
  }
  return after;
}

/** Which effects a machine needs that this hub does not have; empty: it can run it. */
export function missingEffects(machine: Machine): readonly string[] {
  const actions = [...machine.actions].map((name) => machine.pattern.actions[name]);
  const states = [...machine.states].map((name) => machine.pattern.states[name]);
  const written: readonly Effect[] = [
    ...machine.pattern.open.effects,
    ...actions.flatMap((action) => action?.effects ?? []),
    ...states.flatMap((state) => state?.enter ?? []),
  ];
  const interpreted = new Set(["amend", "propose", "advance", "assign"]);
  const unknown = written.map(effectName).filter((name) => !(name in effects) && !interpreted.has(name));
  const follows = (machine.contract.follow ?? []).flatMap((rule) => [
    // A settlement belongs to a record, and a reading has none.
    ...(rule.on.startsWith("reading:") && rule.settle !== undefined ? [`follow on ${rule.on}: settle`] : []),
  ]);
  return [...new Set([...unknown, ...follows])];
}
