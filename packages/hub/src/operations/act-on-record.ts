import type { JsonObject, RecordView } from "@linli/contracts";
import { ProblemError, type Answer, type Caller, type Engine } from "../engine.js";
import { planAct } from "../protocol/acting.js";
import { aroundRecord } from "../protocol/around.js";
import { askAboutAny, filesActed, refuseUnknownFiles } from "../protocol/files-named.js";
import { perform } from "../protocol/perform.js";
import { loadInto, stateOf, type Plan } from "../protocol/plan.js";
import { readerOf } from "../protocol/reader.js";
import { machineIn } from "../protocol/street-at-hand.js";
import { isUuid } from "../protocol/uuid.js";
import { viewOf } from "../protocol/view.js";
import type { Ask, Loaded } from "../store/load.js";
import { scenarioOf } from "../protocol/kept-contracts.js";

/** What somebody wants to do with a record. */
export interface ActInput {
  readonly street: string;
  readonly record: string;
  readonly action: string;
  readonly input?: JsonObject;
  readonly stage?: string;
  /** Separate consents that are given with it. */
  readonly consent?: readonly string[];
  /** The revision that the caller has seen. */
  readonly ifMatch?: number;
  readonly key?: string;
}

/**
 * Takes an action of the record's pattern.
 * @throws not-found, not-allowed-now, not-permitted, invalid, stale-revision, key-reused, already-given, stages-open,
 * stage-out-of-order, below-floor, busy, and the checks of pattern and contract
 */
export async function actOnRecord(engine: Engine, caller: Caller, input: ActInput): Promise<Answer<RecordView>> {
  const { street, record, action, stage, consent, key } = input;
  if (!isUuid(record)) throw new ProblemError("not-found");
  return perform<RecordView>(engine, {
    street,
    key:
      key === undefined
        ? undefined
        : { actor: caller.id, key, request: { do: action, record, input: input.input, stage, consent } },
    decide: (plan, begin) => decide(plan, begin, { caller, input }),
  });
}

async function decide(
  plan: Plan,
  begin: (ask: Omit<Ask, "key">) => Promise<Loaded>,
  { caller, input }: { readonly caller: Caller; readonly input: ActInput },
): Promise<{ readonly status: 200; readonly body: RecordView }> {
  const { engine, street, now } = plan;
  const asked = { record: input.record, actor: caller.id, giver: caller.id, people: [caller.id] };
  const loaded = await begin({ ...asked, ...askAboutAny(input.input, input.record) });
  const whole = loaded.record;
  const scenario = whole === undefined ? undefined : scenarioOf(engine, whole.row);
  if (whole === undefined || scenario === undefined) throw new ProblemError("not-found");
  const machine = machineIn(engine, street, scenario);
  const known = {
    street,
    now,
    person: plan.people.get(caller.id),
    standing: loaded.standing,
    resources: plan.resources,
    onRoll: loaded.onRoll,
  };
  const before = readerOf(machine, whole, stateOf(whole, street.zone), caller, known);
  // Who lives elsewhere does not even learn that there is such a record; a neighbour learns that she may not.
  if (!before.mayRead && known.person === undefined) throw new ProblemError("not-found");
  if (input.ifMatch !== undefined && input.ifMatch !== whole.row.revision) throw new ProblemError("stale-revision");
  const act = { do: input.action, actor: before.actor, input: input.input, stage: input.stage, consent: input.consent };
  const after = await planAct(plan, {
    scenario,
    machine,
    whole,
    loaded,
    act,
    standsForSubject: before.standsForSubject,
    onBehalf: before.onBehalf,
  });
  const named = filesActed(engine, scenario, { action: input.action, input: input.input, before: whole, after });
  refuseUnknownFiles(named, loaded.files, { id: caller.id, works: before.as.includes("handler") });
  const reader = readerOf(machine, after, stateOf(after, street.zone), caller, known);
  const look = { engine, street, now, people: plan.people, resources: plan.resources };
  const around = await aroundRecord(look, machine, { whole: after, reader }, (ask) => loadInto(plan, ask));
  return { status: 200, body: viewOf(look, after, machine, reader, around) };
}
