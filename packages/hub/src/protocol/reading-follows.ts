import { followsOf, timeIn, type Context, type DueFollow, type JsonObject, type Machine } from "@linli/contracts";
import { ProblemError, type Scenario } from "../engine.js";
import type { ReadingRow } from "../store/readings.js";
import type { ResourceRow } from "../store/rows.js";
import { writeEntry } from "./effects/post.js";
import { streetAccount } from "./effects/accounts.js";
import { setFields } from "./effects/set-resource.js";
import { openAsHub } from "./open-as-hub.js";
import { addEvent, resourceFacts, type Plan } from "./plan.js";
import { machineIn, scenarioIn, scenariosIn } from "./street-at-hand.js";
import { uuid7 } from "./uuid.js";

/** Something that a thing has measured. */
export interface Measured {
  readonly row: ResourceRow;
  readonly reading: ReadingRow;
}

/**
 * Carries out what the street's contracts say follows on a reading of a thing that they use: in the same transaction as the
 * reading itself, and so once. What can't be done is noted, and does not hold up the reading.
 */
export async function followReading(plan: Plan, measured: Measured): Promise<void> {
  const { row, reading } = measured;
  for (const scenario of scenariosIn(plan.engine, plan.street)) {
    const on = `reading:${reading.name}`;
    const hears =
      scenario.contract.uses?.some((use) => use.kind === row.kind) === true &&
      scenario.contract.follow?.some((rule) => rule.on === on) === true;
    if (!hears) continue;
    const machine = machineIn(plan.engine, plan.street, scenario);
    for (const due of followsOf(machine, on, contextOf(plan, machine, measured), plan.street.zone))
      await carryOut(plan, scenario, measured, due);
  }
}

/** What rules on a reading may read: the reading, and the thing as a record that uses it would see it. */
function contextOf(plan: Plan, machine: Machine, { row, reading }: Measured): Context {
  const { value, place } = resourceFacts(row);
  const used = { id: row.id, units: 1, resource: value, place };
  const isList = machine.contract.uses?.find((use) => use.kind === row.kind)?.at.includes("*") === true;
  return {
    has: machine.has,
    settings: machine.settings,
    parameters: machine.parameters,
    now: plan.now,
    reading: { name: reading.name, value: reading.value, at: reading.at },
    uses: { [row.kind]: isList ? [used] : used },
    place,
    actor: { id: reading.by },
  };
}

async function carryOut(plan: Plan, scenario: Scenario, measured: Measured, due: DueFollow): Promise<void> {
  const { rule, set, post } = due;
  if (post !== undefined) await noted(plan, scenario, measured, { posts: rule.on }, () => postLine(plan, post));
  if (set !== undefined) await noted(plan, scenario, measured, { sets: set.id }, () => setFields(plan, set));
  if (rule.notify !== undefined) tell(plan, scenario, measured, due);
  const { open } = rule;
  if (open !== undefined)
    await noted(plan, scenario, measured, { opens: open }, () => openFor(plan, measured, { due, open }));
}

/** One line between accounts of the street: of a reading there is neither opener nor subject. */
function postLine(plan: Plan, line: JsonObject): void {
  const amount = line["amount"];
  if (typeof amount !== "number" || !Number.isFinite(amount) || Math.trunc(amount) === 0) return;
  const unit = typeof line["unit"] === "string" ? line["unit"] : "fen";
  const [from, to] = [streetAccount(line["from"], unit), streetAccount(line["to"], unit)];
  writeEntry(plan, null, { from, to, amount: Math.trunc(amount) });
}

async function openFor(
  plan: Plan,
  { row, reading }: Measured,
  { due, open }: { readonly due: DueFollow; readonly open: string },
): Promise<void> {
  const scenario = scenarioIn(plan.engine, plan.street, open);
  const isForPerson = scenario.contract.people.subject === "person";
  const subject = isForPerson ? (due.rule.for === "actor" ? reading.by : undefined) : row.community;
  if (subject === undefined) throw new ProblemError("unknown-actor");
  await openAsHub(plan, { scenario, subject, community: row.community, input: due.value, options: due.rule.options });
}

function tell(plan: Plan, { contract }: Scenario, { row, reading }: Measured, { rule }: DueFollow): void {
  const notify = [...(rule.notify ?? [])];
  const by = rule.within === undefined ? {} : { by: timeIn(plan.street.zone).shift(plan.now, rule.within, 1) };
  const about = {
    on: rule.on,
    scenario: contract.id,
    resource: row.id,
    reading: { id: reading.id, value: reading.value, at: reading.at },
  };
  plan.changes.outbox.push({
    id: uuid7(plan.engine, Date.parse(plan.now)),
    topic: "notify",
    record: null,
    body: { notify, ...about, ...by },
  });
  addEvent(plan, {
    type: "resource.noted",
    record: null,
    payload: said(plan, contract.id, row, { action: rule.on, notify }),
  });
}

async function noted(
  plan: Plan,
  { contract }: Scenario,
  { row }: Measured,
  what: JsonObject,
  run: () => void | Promise<void>,
): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    addEvent(plan, {
      type: "resource.noted",
      record: null,
      payload: said(plan, contract.id, row, { action: "follow", ...what, problem: error.code }),
    });
  }
}

function said(plan: Plan, scenario: string, row: ResourceRow, more: JsonObject): JsonObject {
  return {
    scenario,
    resource: row.id,
    kind: row.kind,
    community: row.community,
    by: "hub",
    as: ["hub"],
    ...more,
    now: plan.now,
  };
}
