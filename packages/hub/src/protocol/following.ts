import { followEach, timeIn, type DueFollow, type JsonObject } from "@linli/contracts";
import { ProblemError } from "../engine.js";
import type { LinkRow, RecordRow, WholeRecord } from "../store/rows.js";
import type { Decided } from "./apply.js";
import { attempt } from "./attempt.js";
import { post } from "./effects/post.js";
import { setFields } from "./effects/set-resource.js";
import { settle } from "./effects/settle.js";
import { openAsHub } from "./open-as-hub.js";
import { addEvent, loadInto, type Plan } from "./plan.js";
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
  await loadNamed(plan, decided.outcome.follow);
  for (const due of decided.outcome.follow) {
    const rule = (decided.machine.contract.follow ?? []).indexOf(due.rule);
    // What is opened for one of many is not the only one that the rule opens.
    const cause = due.rule.each === undefined ? { cause: { event: turn.event, rule } } : {};
    if (due.context === undefined) after = await followOne(plan, decided, { after, due, about: after.row, ...cause });
    else for (const one of await itemsOf(plan, due)) after = await followOne(plan, decided, { after, ...one });
    if (due.rule.notify !== undefined) tell(plan, after, due);
  }
  return after;
}

/** Whom a follow-up is about: the record itself, or one of a registry. */
type About = Pick<RecordRow, "subject" | "opener" | "community">;

interface Following {
  readonly after: WholeRecord;
  readonly due: DueFollow;
  readonly about: About;
  /** The event and the rule, so that nothing is opened twice because of it. */
  readonly cause?: { readonly event: string; readonly rule: number };
}

async function followOne(plan: Plan, decided: Decided, following: Following): Promise<WholeRecord> {
  const { due, about } = following;
  let { after } = following;
  const { set, settle: asked, post: line } = due;
  if (line !== undefined) await post(plan, decided, { ...after, row: { ...after.row, ...about } }, line);
  if (asked !== undefined) after = settle(plan, after, asked);
  if (set !== undefined) await noted(plan, after, { sets: set.id }, () => setFields(plan, set));
  if (due.rule.open !== undefined)
    after = await openFollowUp(plan, decided, { ...following, after, scenario: due.rule.open });
  return after;
}

/**
 * Looks up whom rules name as owners of accounts: they may be nobody that the act has looked at.
 * @throws unknown-actor where a line says whose accounts of people are, and names nobody of the street
 */
async function loadNamed(plan: Plan, follows: readonly DueFollow[]): Promise<void> {
  const named = follows.flatMap(({ rule, post: line }) =>
    ["from", "to"].flatMap((side) =>
      typeof rule.post?.[side] === "object" ? [{ id: String(line?.[side]), owner: rule.post["owner"] }] : [],
    ),
  );
  const people = [...new Set(named.map(({ id }) => id))].filter((id) => !plan.people.has(id));
  if (people.length > 0) await loadInto(plan, { people });
  if (named.some(({ id, owner }) => owner !== undefined && !plan.people.has(id)))
    throw new ProblemError("unknown-actor");
}

/** The living records of a registry for which a follow-up is due, each with what it says then. */
async function itemsOf(
  plan: Plan,
  due: DueFollow,
): Promise<readonly { readonly about: About; readonly due: DueFollow }[]> {
  const asked = { scenario: String(due.rule.each?.["registry"]), living: true, children: false };
  const found = (await loadInto(plan, { recordsOf: asked })).recordsOf ?? [];
  const items = found.map(({ id, subject, opener, community, data, derived }) => ({
    about: { subject, opener, community },
    item: { ...data, id, subject, derived },
  }));
  const chosen = followEach(due, items, timeIn(plan.street.zone));
  const people = [...new Set(chosen.map(({ about }) => about.subject))].filter((id) => !plan.people.has(id));
  if (people.length > 0) await loadInto(plan, { people });
  return chosen;
}

async function openFollowUp(
  plan: Plan,
  decided: Decided,
  turn: Following & { readonly scenario: string },
): Promise<WholeRecord> {
  const { after, cause, due, about } = turn;
  const { row } = after;
  return noted(plan, after, { opens: turn.scenario }, async () => {
    if (plan.depth.follows >= longest) throw new ProblemError("not-allowed-now", { detail: "too many follow-ups" });
    const scenario = scenarioIn(plan.engine, plan.street, turn.scenario);
    const { community } = row;
    const person = { community, opener: about.opener, actor: decided.act.actor.id, subject: about.subject }[
      due.rule.for ?? "subject"
    ];
    const subject = await subjectOf(plan, scenario.contract.people.subject, { person, community });
    plan.depth.follows++;
    try {
      const asked = { scenario, subject, community, input: due.value, options: due.rule.options };
      const { record } = await openAsHub(plan, asked);
      return linked(plan, after, { record, scenario: turn.scenario, ...(cause === undefined ? {} : { cause }) });
    } finally {
      plan.depth.follows--;
    }
  });
}

/** Whom a record is for that follows: the person, her household, or the community. */
async function subjectOf(
  plan: Plan,
  kind: "person" | "household" | "community" | "jurisdiction",
  { person, community }: { readonly person: string; readonly community: string },
): Promise<string> {
  if (kind === "person") return person;
  if (kind !== "household") return community;
  if (!plan.people.has(person)) await loadInto(plan, { people: [person] });
  return plan.people.get(person)?.household ?? person;
}

/** What can't be done because of an act is noted, and does not hold it up. */
async function noted(
  plan: Plan,
  after: WholeRecord,
  what: JsonObject,
  run: () => Promise<WholeRecord | void>,
): Promise<WholeRecord> {
  const tried = await attempt(plan, run);
  if ("value" in tried) return tried.value ?? after;
  const { row } = after;
  const payload: JsonObject = {
    scenario: row.scenario,
    action: "follow",
    to: row.state,
    flags: row.flags,
    by: "hub",
    as: ["hub"],
    ...what,
    problem: tried.problem.code,
    now: plan.now,
  };
  addEvent(plan, { type: "record.noted", record: row.id, payload });
  return after;
}

/** Links two records, both ways. */
export function linked(
  plan: Plan,
  from: WholeRecord,
  to: {
    readonly record: WholeRecord;
    readonly scenario: string;
    readonly cause?: { readonly event: string; readonly rule: number };
    readonly kind?: string;
  },
): WholeRecord {
  const { record, scenario, cause, kind } = to;
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
    kind: kind ?? null,
    ended: from.row.ended,
  };
  if (from.links?.some((one) => one.rel === "opened" && one.other === link.other) === true) return from;
  plan.changes.links.push(
    { ...linkColumns(link), cause: cause?.event ?? null, rule: cause?.rule ?? null },
    linkColumns(back),
  );
  plan.records.set(record.row.id, { ...record, links: [...(record.links ?? []), back] });
  return { ...from, links: [...(from.links ?? []), link] };
}

/** Links a record to the one that it repeats. */
export function linkSeries(plan: Plan, from: WholeRecord, to: WholeRecord): void {
  const link = { record: to.row.id, rel: "series", other: from.row.id, scenario: from.row.scenario, kind: null };
  plan.changes.links.push(link);
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
