import type { Act, Actor, Machine } from "@linli/contracts";
import type { WholeRecord } from "../store/rows.js";
import { planAct } from "./acting.js";
import { attempt } from "./attempt.js";
import { loadInto, type Plan } from "./plan.js";
import { machineIn } from "./street-at-hand.js";
import { scenarioOf } from "./kept-contracts.js";

const hub: Actor = { id: "hub", roles: [], kind: "hub" };

/**
 * A record has ended: the one above it is handed in by the hub once all below have ended, and what is still open below one
 * that was given up is given up in the same way. How many were open is checked again when it is written, so that of two that end at the same
 * moment one is the last.
 */
export async function rollUp(plan: Plan, ended: WholeRecord, machine: Machine, by: string): Promise<void> {
  const givenUp = machine.pattern.states[ended.row.state]?.givenUp !== undefined;
  for (const link of ended.links ?? [])
    if (givenUp && link.rel === "opened" && link.kind === "tasks" && !link.ended) await act(plan, link.other, by);
  const up = ended.links?.find((link) => link.rel === "opened-by" && link.kind === "tasks")?.other;
  if (up !== undefined && !plan.records.has(up)) await handIn(plan, up, ended.row.id);
}

async function handIn(plan: Plan, up: string, ended: string): Promise<void> {
  const loaded = await loadInto(plan, { record: up, actor: hub.id });
  const above = loaded.record;
  if (above === undefined) return;
  const links = above.links ?? [];
  const open = links.filter((link) => link.rel === "opened" && link.kind === "tasks" && !link.ended);
  plan.expects.records.push({ id: up });
  const isLast = !open.some((link) => link.other !== ended);
  plan.expects.siblings.push({ record: up, least: isLast ? 0 : 2, most: isLast ? 1 : 1_000_000 });
  if (!isLast) return;
  const known = { ...above, links: links.map((link) => (link.other === ended ? { ...link, ended: true } : link)) };
  await act(plan, up, "submit", known, loaded);
}

/** Does something with another record as the hub, where that is possible; where it is refused, somebody else must. */
async function act(
  plan: Plan,
  id: string,
  action: string,
  known?: WholeRecord,
  before?: Awaited<ReturnType<typeof loadInto>>,
): Promise<void> {
  const loaded = before ?? (await loadInto(plan, { record: id, actor: hub.id }));
  const whole = known ?? loaded.record;
  const scenario = whole === undefined ? undefined : scenarioOf(plan.engine, whole.row);
  if (whole === undefined || scenario === undefined || plan.records.has(id)) return;
  const machine = machineIn(plan.engine, plan.street, scenario);
  if (!machine.moves.some((move) => move.from === whole.row.state && move.action === action)) return;
  const asked: Act = { do: action, actor: hub };
  await attempt(plan, () => planAct(plan, { scenario, machine, whole, loaded, act: asked, standsForSubject: false }));
}
