import { at, handedDown, withAt, type Json, type JsonObject, type Machine, type Pointer } from "@linli/contracts";
import type { WholeRecord } from "../../store/rows.js";
import type { ProblemError } from "../../engine.js";
import type { Decided } from "../apply.js";
import { attempt } from "../attempt.js";
import { linked } from "../following.js";
import { planOpening, prepareOpening, namedIn, type OpeningRequest } from "../opening.js";
import { addEvent, bringResources, loadInto, type Plan } from "../plan.js";

/** Every addressee gets a record of her own. */
interface FanOut {
  readonly to: Pointer;
  readonly across: "jurisdictions" | "units" | "people";
}

/** A record for each item of a list. */
interface Split {
  readonly each: Pointer;
  readonly subject?: Pointer;
  readonly assign?: "grid-of-subject" | "input";
}

/** One of the records below: what of the list it is about, whose it is, whom it is for. */
interface Part {
  readonly list: Pointer;
  readonly item: Json;
  readonly assignee: string | undefined;
  readonly subject: string | undefined;
}

/**
 * Opens the records below one: a task of its own for every addressee (`fanOut`), or for every item of a list (`split`). Each
 * holds what the one above holds, of the list only its own item, and has been handed down already.
 */
export async function fanOut(
  plan: Plan,
  decided: Decided,
  after: WholeRecord,
  how: Json | undefined,
): Promise<WholeRecord> {
  const { machine } = decided;
  const said = machine.settings[String(how)];
  if (said === undefined) return after;
  const parts =
    how === "fanOut"
      ? addressed(machine, after, said as unknown as FanOut)
      : await splitBy(plan, decided, after, said as unknown as Split);
  const people = [...new Set(parts.flatMap(({ subject }) => (subject === undefined ? [] : [subject])))];
  if (people.length > 0) await loadInto(plan, { people });
  let above = after;
  const refused: ProblemError[] = [];
  for (const part of parts) {
    const here = above;
    const tried = await attempt(plan, () => openBelow(plan, decided, here, part));
    if ("value" in tried) above = tried.value;
    else refused.push(tried.problem);
  }
  const [first] = refused;
  if (first !== undefined && refused.length === parts.length) throw first;
  for (const { code } of refused) noteRefused(plan, above, code);
  return above;
}

/** One that can't be opened is noted, and does not hold up the others. */
function noteRefused(plan: Plan, { row }: WholeRecord, problem: string): void {
  const { scenario, state: to, flags } = row;
  const payload = { scenario, action: "open", to, flags, by: "hub", as: ["hub"], problem, now: plan.now };
  addEvent(plan, { type: "record.noted", record: row.id, payload });
}

function addressed(machine: Machine, { row }: WholeRecord, { to, across }: FanOut): readonly Part[] {
  const isPlace = ["community", "jurisdiction"].includes(machine.contract.people.subject) && across === "jurisdictions";
  return listAt(row.data, to).map((item) => ({
    list: to,
    item,
    assignee: String(item),
    subject: isPlace ? String(item) : undefined,
  }));
}

async function splitBy(plan: Plan, { act }: Decided, { row }: WholeRecord, rule: Split): Promise<readonly Part[]> {
  const items = listAt(row.data, rule.each).map((item) => {
    const subject = rule.subject === undefined ? undefined : at(item as JsonObject, rule.subject);
    return { item, subject: typeof subject === "string" ? subject : undefined };
  });
  const people = items.flatMap(({ subject }) => (subject === undefined ? [] : [subject]));
  if (people.length > 0) await loadInto(plan, { people });
  const named = act.input?.["assignees"];
  const given = Array.isArray(named) ? (named as readonly string[]) : [];
  return items.map(({ item, subject }, i) => {
    const grid = rule.assign === "grid-of-subject" && subject !== undefined ? gridOf(plan, subject) : undefined;
    return { list: rule.each, item, subject, assignee: grid ?? given[i % given.length] ?? row.assignees[0] };
  });
}

/** The grid in which somebody lives. */
function gridOf({ people, street }: Plan, person: string): string | undefined {
  const home = people.get(person)?.community;
  return street.jurisdictions.find(({ id, kind }) => id === home && kind.endsWith("grid"))?.id;
}

function listAt(data: JsonObject, pointer: Pointer): readonly Json[] {
  const found = at(data, pointer);
  if (Array.isArray(found)) return found as readonly Json[];
  return found === undefined ? [] : [found as Json];
}

async function openBelow(
  plan: Plan,
  { scenario, machine }: Decided,
  above: WholeRecord,
  part: Part,
): Promise<WholeRecord> {
  const { row } = above;
  const { list, item, assignee, subject } = part;
  const isOurs = plan.street.jurisdictions.some((one) => one.id === assignee);
  const home = subject === undefined ? undefined : plan.people.get(subject)?.community;
  const community = (isOurs ? assignee : home) ?? row.community;
  const input = (Array.isArray(at(row.data, list)) ? withAt(row.data, list, [item]) : row.data) as JsonObject;
  const request: OpeningRequest = {
    scenario,
    machine: handedDown(machine),
    actor: { id: "hub", roles: [], kind: "hub" },
    opener: row.opener,
    subject: subject ?? row.subject,
    community,
    relation: "hub",
    input,
    assignees: assignee === undefined ? [] : [assignee],
    isPart: true,
  };
  await bringResources(plan, namedIn(machine, input));
  const prepared = await prepareOpening(plan, request, undefined);
  const loaded = prepared.ask.uses === undefined ? {} : await loadInto(plan, prepared.ask);
  const { record } = await planOpening(plan, request, prepared, loaded);
  return linked(plan, above, { record, scenario: scenario.contract.id, kind: "tasks" });
}
