import type { FindResource, JsonObject, RecordState, ResourceFacts } from "@linli/contracts";
import { localInstant } from "@linli/contracts";
import type { Query } from "../database.js";
import { ProblemError, type Engine } from "../engine.js";
import { noChanges, noExpects, type Changes, type Expects } from "../store/commit.js";
import { load, type Ask, type Loaded } from "../store/load.js";
import type { PersonRow, ResourceRow, WholeRecord } from "../store/rows.js";
import type { Street } from "../store/streets.js";
import { learnContracts } from "./kept-contracts.js";
import { noRoom, type Room } from "./room.js";
import { hex, uuid7 } from "./uuid.js";

/**
 * One attempt at an act: what was loaded, and what it will write and expects, gathered while it is decided. Everything that
 * happens because of the act (promotions, follow-ups) goes into the same plan, and so into the same commit.
 */
export interface Plan {
  readonly engine: Engine;
  readonly query: Query;
  readonly street: Street;
  /** The street's now, local with offset. */
  readonly now: string;
  readonly changes: Changes;
  readonly expects: Expects;
  readonly people: Map<string, PersonRow>;
  readonly resources: Map<string, ResourceRow>;
  /** Ids that were looked for and are not there. */
  readonly missing: Set<string>;
  readonly room: Room;
  /** Records that the act changes, as they will be. */
  readonly records: Map<string, WholeRecord>;
  /** How many follow-ups deep the plan is just now. */
  readonly depth: { follows: number };
}

/** What is thrown where what was at hand is older than what was loaded: the attempt starts again, and is not counted. */
export const stale = Symbol("stale");

/** Begins a plan. */
export function newPlan(engine: Engine, query: Query, street: Street, now: string): Plan {
  return {
    engine,
    query,
    street,
    now,
    changes: noChanges(now),
    expects: noExpects(),
    people: new Map(),
    resources: new Map(),
    missing: new Set(),
    room: noRoom(),
    records: new Map(),
    depth: { follows: 0 },
  };
}

/** Loads more for a plan and takes it in; a replay is impossible here, since no key is asked for. */
export async function loadInto(plan: Plan, ask: Omit<Ask, "key">): Promise<Loaded> {
  const loaded = await load(plan.query, plan.street.id, ask);
  if (loaded === undefined || "replay" in loaded) throw new ProblemError("not-found");
  await learnContracts(plan.engine, plan.query, recordsIn(loaded));
  takeIn(plan, loaded, ask.resources ?? []);
  return loaded;
}

/** The records among what was loaded, as they are stamped. */
export function recordsIn({ record, waiters }: Loaded): readonly WholeRecord["row"][] {
  return [...(record === undefined ? [] : [record.row]), ...(waiters ?? []).map(({ row }) => row)];
}

/** Takes in people and resources that were loaded, and keeps resources at hand for the next time. */
export function takeIn(plan: Plan, loaded: Loaded, asked: readonly string[]): void {
  for (const person of Object.values(loaded.people ?? {})) plan.people.set(person.id, person);
  for (const resource of loaded.resources ?? []) keep(plan, resource);
  for (const id of asked) if (!plan.resources.has(id)) plan.missing.add(id);
}

/** Makes sure that resources are in the plan. */
export async function bringResources(plan: Plan, ids: readonly string[]): Promise<void> {
  const unknown = [...new Set(ids)].filter((id) => !plan.resources.has(id) && !plan.missing.has(id));
  if (unknown.length === 0) return;
  // A query of its own, outside the load, must say again whose rows it may see.
  const loaded = await load(plan.query, plan.street.id, { resources: unknown });
  if (loaded !== undefined && !("replay" in loaded)) takeIn(plan, loaded, unknown);
}

function keep(plan: Plan, resource: ResourceRow): void {
  plan.resources.set(resource.id, resource);
  const { resources } = plan.engine.cache;
  if (resources.size > 50_000) resources.clear();
  resources.set(`${plan.street.id}/${resource.id}`, resource);
}

/** Finds resources of the plan, for the interpreter. */
export function finder(plan: Pick<Plan, "resources">, looked?: Set<string>): FindResource {
  return (kind, id) => {
    looked?.add(id);
    const row = plan.resources.get(id);
    return row === undefined || row.kind !== kind ? undefined : resourceFacts(row);
  };
}

/** A resource as rules see it. */
export function resourceFacts(row: ResourceRow): ResourceFacts {
  const { id, kind, name, parent, lat, lon, value } = row;
  return {
    id,
    kind,
    name,
    ...(parent === null ? {} : { parent }),
    ...(lat === null || lon === null ? {} : { place: { lat, lon } }),
    value,
  };
}

/** A record as the interpreter sees it. */
export function stateOf(whole: WholeRecord, zone: string): RecordState {
  const { row } = whole;
  const local = (moment: string) => localInstant(moment, zone);
  return {
    id: row.id,
    state: row.state,
    flags: row.flags,
    data: row.data,
    derived: row.derived,
    ...(row.period === null ? {} : { period: row.period }),
    stages: row.stages,
    done: { ...row.done, ...whole.acts },
    children: childrenOf(whole),
    subject: row.subject,
    opener: row.opener,
    ...(row.handler === null ? {} : { handler: row.handler }),
    assignees: row.assignees,
    entered: local(row.entered),
    opened: local(row.opened),
    ...(row.valid_until === null ? {} : { validUntil: local(row.valid_until) }),
    ...(row.proposed === null ? {} : { proposed: row.proposed }),
    consents: row.consents,
    revision: row.revision,
  };
}

/** How many child rows of each kind there are, and opened records among them, and how many of these have not ended. */
export function childrenOf(whole: WholeRecord): RecordState["children"] {
  const found: { [kind: string]: { count: number; open: number } } = {};
  for (const [kind, count] of Object.entries(whole.children ?? {})) found[kind] = { count, open: 0 };
  for (const link of whole.links ?? []) {
    if (link.rel !== "opened" || link.kind === null) continue;
    const before = found[link.kind] ?? { count: 0, open: 0 };
    found[link.kind] = { count: before.count + 1, open: before.open + (link.ended ? 0 : 1) };
  }
  return found;
}

/** Writes an event into the plan; gives its id. Who did it lies in the payload, so that a person can be forgotten. */
export function addEvent(
  plan: Plan,
  event: { readonly type: string; readonly record: string | null; readonly payload: JsonObject },
): string {
  const id = uuid7(plan.engine, Date.parse(plan.now));
  plan.changes.events.push({
    id,
    type: event.type,
    record: event.record,
    salt: hex(plan.engine.random(16)),
    payload: JSON.stringify(event.payload),
  });
  return id;
}
