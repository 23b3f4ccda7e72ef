import type { JsonObject, ResourceView } from "@linli/contracts";
import { ProblemError, type Answer, type Caller, type Engine } from "../engine.js";
import type { ResourceRow } from "../store/rows.js";
import type { Street } from "../store/streets.js";
import { mayManage } from "./may-manage.js";
import { perform } from "./perform.js";
import { addEvent, type Plan } from "./plan.js";
import { learnWaiters, promoteWaiters } from "./promoting.js";
import { noteSchedule } from "./scheduling.js";
import { noteThingTerms } from "./searched-text.js";
import { thingFaults } from "./thing-faults.js";
import { resourceView } from "./view.js";

/** A change of a resource. */
export interface ResourceWrite {
  readonly street: string;
  readonly id: string;
  readonly do: "created" | "changed" | "closed" | "scheduled";
  readonly request: object;
  readonly key: string | undefined;
  readonly ifMatch: number | undefined;
  /** Further resources to load: what it is part of. */
  readonly with?: readonly string[];
  /** What it becomes; `before`: what it is, if it is there. */
  readonly next: (plan: Plan, before: ResourceRow | undefined) => ResourceRow;
}

/**
 * Writes a resource with its event.
 * @throws not-found, not-permitted, stale-revision, already-there, key-reused, busy
 */
export async function writeResource(
  engine: Engine,
  caller: Caller,
  write: ResourceWrite,
): Promise<Answer<ResourceView>> {
  return perform<ResourceView>(engine, {
    street: write.street,
    key:
      write.key === undefined
        ? undefined
        : { actor: caller.id, key: write.key, request: { do: write.do, id: write.id, request: write.request } },
    decide: async (plan, begin) => {
      const loaded = await begin({
        people: [caller.id],
        resources: [write.id, ...(write.with ?? [])],
        ...(write.do === "changed" ? { waiting: write.id } : {}),
      });
      learnWaiters(plan, loaded);
      const before = plan.resources.get(write.id);
      if (write.do === "created" && before !== undefined) throw new ProblemError("already-there");
      if (write.do !== "created" && before === undefined) throw new ProblemError("not-found");
      if (write.ifMatch !== undefined && write.ifMatch !== before?.revision) throw new ProblemError("stale-revision");
      const next = write.next(plan, before);
      const may = (row: ResourceRow) =>
        caller.operator === true || mayManage(plan.people.get(caller.id), plan.street, row);
      if (!may(next) || (before !== undefined && !may(before))) throw new ProblemError("not-permitted");
      plan.changes.resources.push(next);
      noteSchedule(plan, next);
      noteThingTerms(plan, next);
      if (before) plan.expects.resources.push({ id: before.id, revision: before.revision });
      const payload = {
        resource: next.id,
        kind: next.kind,
        by: caller.id,
        as: ["handler"],
        revision: next.revision,
        life: next.life,
        value: next.value,
      } satisfies JsonObject;
      addEvent(plan, { type: `resource.${write.do}`, record: null, payload });
      engine.cache.resources.delete(`${plan.street.id}/${next.id}`);
      plan.resources.set(next.id, next);
      // Where there is more of it now, those who wait come first.
      if (before !== undefined && next.life === "published") await promoteWaiters(plan, loaded);
      return { status: write.do === "created" ? 201 : 200, body: resourceView(plan, next) };
    },
  });
}

/**
 * Checks what somebody says of a resource.
 * @throws invalid
 */
export function checkResource(
  plan: Plan,
  resource: {
    readonly kind: string;
    readonly value: JsonObject;
    readonly parent?: string | undefined;
    readonly community?: string | undefined;
  },
): void {
  const { engine, street } = plan;
  const kind = engine.kinds.get(resource.kind);
  if (kind === undefined) throw new ProblemError("invalid", { faults: [{ at: "/kind", keyword: "enum" }] });
  const faults = thingFaults(kind, resource.value).map((fault) => ({ ...fault, at: `/value${fault.at}` }));
  const parent = resource.parent === undefined ? undefined : plan.resources.get(resource.parent);
  const hasParent = resource.parent === undefined || (parent !== undefined && parent.kind === kind.kind.parent);
  const isOurs = resource.community === undefined || isPlaceOf(street, resource.community);
  const all = [
    ...faults,
    ...(hasParent ? [] : [{ at: "/parent", keyword: "resource" }]),
    ...(isOurs ? [] : [{ at: "/community", keyword: "community" }]),
  ];
  if (all.length > 0) throw new ProblemError("invalid", { faults: all });
}

function isPlaceOf(street: Street, id: string): boolean {
  return id === street.id || street.jurisdictions.some((one) => one.id === id);
}
