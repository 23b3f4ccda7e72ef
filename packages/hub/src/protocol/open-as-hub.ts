import type { JsonObject, LimitCount, Machine } from "@linli/contracts";
import { ProblemError, type Scenario } from "../engine.js";
import type { Ask, Loaded } from "../store/load.js";
import type { WholeRecord } from "../store/rows.js";
import { countersOf, countLimits } from "./limits.js";
import { namedIn, planOpening, prepareOpening, type OpeningRequest } from "./opening.js";
import { bringResources, loadInto, type Plan } from "./plan.js";
import { machineIn } from "./street-at-hand.js";

/** A record that nobody asks for: it follows from something, or from a rule. */
export interface Unasked {
  readonly scenario: Scenario;
  readonly subject: string;
  readonly community: string;
  readonly input: JsonObject;
  readonly options?: JsonObject | undefined;
  /** Whose it is, and to whom it is given, where it was somebody's before. */
  readonly opener?: string;
  readonly assignees?: readonly string[];
  /** How often the same rule may open it for the same reason; counted for good. */
  readonly once?: LimitCount;
  /** Whose household counts; absent: what the plan knows of the subject. */
  readonly household?: string | null;
}

/** What somebody has opened once, the hub may open again for her. */
function openToHub(machine: Machine): Machine {
  const { contract } = machine;
  const { people } = contract;
  return { ...machine, contract: { ...contract, people: { ...people, open: [...people.open, "hub"] } } };
}

/**
 * Opens a record as the hub, in a plan.
 * @param load Loads; absent: as part of the plan.
 * @throws limit-reached, and as {@link planOpening}
 */
export async function openAsHub(
  plan: Plan,
  asked: Unasked,
  load: (ask: Omit<Ask, "key">) => Promise<Loaded> = (ask) => loadInto(plan, ask),
): Promise<{ readonly record: WholeRecord; readonly folded: boolean }> {
  const { scenario, subject, community, input, options, once } = asked;
  const machine = machineIn(plan.engine, plan.street, scenario);
  const actor: OpeningRequest["actor"] = { id: "hub", roles: [], kind: "hub" };
  const request: OpeningRequest = {
    scenario,
    machine: asked.opener === undefined ? machine : openToHub(machine),
    actor,
    subject,
    community,
    relation: "hub",
    input,
    options,
    ...(asked.opener === undefined ? {} : { opener: asked.opener }),
    ...(asked.assignees === undefined ? {} : { assignees: asked.assignees }),
  };
  await bringResources(plan, namedIn(machine, input));
  const prepared = await prepareOpening(plan, request, asked.household ?? plan.people.get(subject)?.household);
  const { counters = [], ...ask } = prepared.ask;
  const counted = [...counters, ...countersOf(once === undefined ? [] : [once])];
  const loaded = await load({ people: [subject], ...ask, ...(counted.length === 0 ? {} : { counters: counted }) });
  if (once !== undefined && (loaded.counters?.[once.key] ?? 0) >= once.atMost) throw new ProblemError("limit-reached");
  const opened = await planOpening(plan, request, prepared, loaded);
  if (once !== undefined) countLimits(plan, opened.record.row.id, [once], loaded.counters ?? {});
  return opened;
}
