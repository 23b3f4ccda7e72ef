import type { DueFollow, JsonObject } from "@linli/contracts";
import { ProblemError } from "../engine.js";
import type { LinkRow, WholeRecord } from "../store/rows.js";
import type { Decided } from "./apply.js";
import { post } from "./effects/post.js";
import { setFields } from "./effects/set-resource.js";
import { settle } from "./effects/settle.js";
import { openAsHub } from "./open-as-hub.js";
import { addEvent, type Plan } from "./plan.js";
import { scenarioIn } from "./street-at-hand.js";
import { uuid7 } from "./uuid.js";

/** How long a chain of follow-ups may be: one that opens itself again and again must come to an end. */
const longest = 5;

/**
 * Carries out what follows from an act: opens other records in the same transaction, each once per event. One that can't
 * be opened is noted, and does not hold up the act.
 */
export async function follow(
  plan: Plan,
  decided: Decided,
  turn: { readonly after: WholeRecord; readonly event: string },
): Promise<WholeRecord> {
  let { after } = turn;
  for (const due of decided.outcome.follow) {
    if (due.post !== undefined) after = await post(plan, decided, after, due.post);
    if (due.rule.settle !== undefined) after = settle(plan, after, due.rule.settle);
    const { set } = due;
    if (set !== undefined) await noted(plan, after, { sets: set.id }, () => setFields(plan, set));
    if (due.rule.notify !== undefined) tell(plan, after, due);
    if (due.rule.open !== undefined)
      after = await openFollowUp(plan, decided, { after, event: turn.event, due, scenario: due.rule.open });
  }
  return after;
}

async function openFollowUp(
  plan: Plan,
  decided: Decided,
  turn: { readonly after: WholeRecord; readonly event: string; readonly due: DueFollow; readonly scenario: string },
): Promise<WholeRecord> {
  const { after, event, due } = turn;
  const { row } = after;
  const own = (decided.machine.contract.follow ?? []).indexOf(due.rule);
  return noted(plan, after, { opens: turn.scenario }, async () => {
    if (plan.records.size > longest) throw new ProblemError("not-allowed-now", { detail: "too many follow-ups" });
    const scenario = scenarioIn(plan.engine, plan.street, turn.scenario);
    const person = { community: row.community, opener: row.opener, actor: decided.act.actor.id, subject: row.subject }[
      due.rule.for ?? "subject"
    ];
    const subject = scenario.contract.people.subject === "person" ? person : row.community;
    const { community } = row;
    const opened = await openAsHub(plan, { scenario, subject, community, input: due.value, options: due.rule.options });
    return linked(plan, after, { record: opened.record, scenario: turn.scenario, cause: event, rule: own });
  });
}

/** What can't be done because of an act is noted, and does not hold it up. */
async function noted(
  plan: Plan,
  after: WholeRecord,
  what: JsonObject,
  run: () => Promise<WholeRecord | void>,
): Promise<WholeRecord> {
  try {
    return (await run()) ?? after;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { row } = after;
    const payload: JsonObject = {
      scenario: row.scenario,
      action: "follow",
      to: row.state,
      flags: row.flags,
      by: "hub",
      as: ["hub"],
      ...what,
      problem: error.code,
      now: plan.now,
    };
    addEvent(plan, { type: "record.noted", record: row.id, payload });
    return after;
  }
}

/** Links two records, both ways. */
export function linked(
  plan: Plan,
  from: WholeRecord,
  to: {
    readonly record: WholeRecord;
    readonly scenario: string;
    readonly cause: string;
    readonly rule: number;
    readonly kind?: string;
  },
): WholeRecord {
  const { record, scenario, cause, rule, kind } = to;
  const link: LinkRow = {
    record: from.row.id,
    rel: "opened",
    other: record.row.id,
    scenario,
    kind: kind ?? null,
    ended: record.row.ended,
  };
  const back: LinkRow = {
    record: record.row.id,
    rel: "opened-by",
    other: from.row.id,
    scenario: from.row.scenario,
    kind: null,
    ended: from.row.ended,
  };
  if (from.links?.some((one) => one.rel === "opened" && one.other === link.other) === true) return from;
  plan.changes.links.push({ ...linkColumns(link), cause, rule }, linkColumns(back));
  plan.records.set(record.row.id, { ...record, links: [...(record.links ?? []), back] });
  return { ...from, links: [...(from.links ?? []), link] };
}

function linkColumns({ record, rel, other, scenario, kind }: LinkRow) {
  return { record, rel, other, scenario, kind };
}

function tell(plan: Plan, { row }: WholeRecord, { rule }: DueFollow): void {
  const notify = rule.notify ?? [];
  const id = uuid7(plan.engine, Date.parse(plan.now));
  plan.changes.outbox.push({
    id,
    topic: "notify",
    record: row.id,
    body: { notify: [...notify], on: rule.on, scenario: row.scenario },
  });
  addEvent(plan, {
    type: "record.noted",
    record: row.id,
    payload: {
      scenario: row.scenario,
      action: "notify",
      to: row.state,
      flags: row.flags,
      by: "hub",
      as: ["hub"],
      notify,
      now: plan.now,
    },
  });
}
