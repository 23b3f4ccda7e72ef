import { evaluate, localInstant, timeIn, truthy, type ByRule, type JsonObject } from "@linli/contracts";
import type { Query } from "../database.js";
import { ProblemError, type Engine, type Scenario } from "../engine.js";
import { namedIn, planOpening, prepareOpening, type OpeningRequest } from "../protocol/opening.js";
import { factsOf } from "../protocol/people.js";
import { perform } from "../protocol/perform.js";
import { bringResources } from "../protocol/plan.js";
import { machineIn } from "../protocol/street-at-hand.js";
import { dueRules, moveRule, noteRules, noteWake, type ByRuleRow } from "../store/clocks.js";
import { inStreet } from "../store/in-street.js";
import { listMemberRows, type MemberRow } from "../store/members.js";
import type { Street } from "../store/streets.js";

/** How many people are looked at between two commits. */
const page = 200;

/** Notes the rules by which this street's contracts open records without being asked. */
export async function noteByRules(query: Query, engine: Engine, street: Street, now: string): Promise<void> {
  const rules = [...engine.scenarios.values()]
    .filter(({ contract }) => street.profile?.select?.includes(contract.id) !== false)
    .flatMap(({ contract }) => (contract.byRule ?? []).map(({ id }) => ({ scenario: contract.id, rule: id })));
  if (rules.length === 0) return;
  await noteRules(query, street.id, rules, now);
  const [first] = await dueRules(query, street.id, "infinity");
  if (first !== undefined) await noteWake(query, street.id, first.next);
}

/**
 * Looks through the members of a street for those whose facts fit a rule, and opens a record for each (免申即享). Once per
 * `every` and street, whichever hub does it; limits of the contract keep a person from having two.
 * @returns How many records were opened.
 */
export async function openByRule(engine: Engine, street: Street, due: ByRuleRow, now: string): Promise<number> {
  const scenario = engine.scenarios.get(due.scenario);
  const rule = scenario?.contract.byRule?.find((one) => one.id === due.rule);
  if (scenario === undefined || rule === undefined) {
    await inStreet(engine.database, street.id, (query) =>
      moveRule(query, street.id, due, { next: "infinity", after: null }),
    );
    return 0;
  }
  let opened = 0;
  for (let row = due; ;) {
    const members = await inStreet(engine.database, street.id, (query) =>
      listMemberRows(query, street.id, { after: row.after ?? undefined, limit: page }),
    );
    for (const member of members)
      if (fits(street, rule, member, now))
        opened += (await openOne(engine, street, { scenario, rule, member, now })) ? 1 : 0;
    const last = members.at(-1);
    const isOver = members.length < page || last === undefined;
    const next = isOver ? nextTime(street, row.next, rule.every, now) : row.next;
    const to = { next, after: isOver ? null : last.id };
    const isMine = await inStreet(engine.database, street.id, async (query) => {
      if (isOver) await noteWake(query, street.id, next);
      return moveRule(query, street.id, row, to);
    });
    if (isOver || !isMine) return opened;
    row = { ...row, ...to };
  }
}

/** The next time that comes after now: what was missed is not made up for. */
function nextTime(street: Street, from: string, every: string, now: string): string {
  const time = timeIn(street.zone);
  let next = localInstant(from, street.zone);
  do next = time.shift(next, every, 1);
  while (Date.parse(next) <= Date.parse(now));
  return next;
}

function fits(street: Street, rule: ByRule, member: MemberRow, now: string): boolean {
  return truthy(evaluate(rule.when, { subject: factsOf(member, member.id, now), now }, timeIn(street.zone)));
}

async function openOne(
  engine: Engine,
  street: Street,
  found: { readonly scenario: Scenario; readonly rule: ByRule; readonly member: MemberRow; readonly now: string },
): Promise<boolean> {
  const { scenario, rule, member, now } = found;
  const time = timeIn(street.zone);
  const context = { subject: factsOf(member, member.id, now), now };
  const input = Object.fromEntries(
    Object.entries(rule.with).flatMap(([field, value]) => {
      const said = evaluate(value, context, time);
      return said === undefined || said === null ? [] : [[field, said]];
    }),
  ) as JsonObject;
  try {
    const answer = await perform<boolean>(engine, {
      street: street.id,
      now,
      decide: async (plan, begin) => {
        const machine = machineIn(engine, plan.street, scenario);
        const request: OpeningRequest = {
          scenario,
          machine,
          input,
          actor: { id: "hub", roles: [], kind: "hub" },
          subject: member.id,
          community: member.community ?? plan.street.jurisdictions[0]?.id ?? plan.street.id,
          relation: "hub",
          options: rule.options,
        };
        await bringResources(plan, namedIn(machine, input));
        const prepared = prepareOpening(plan, request, member.household);
        const loaded = await begin({ people: [member.id], ...prepared.ask });
        const { folded } = await planOpening(plan, request, prepared, loaded);
        return { status: 201, body: !folded };
      },
    });
    return answer.body;
  } catch (error) {
    // Somebody who has it already, or for whom it can't be opened, is passed over.
    if (error instanceof ProblemError) return false;
    throw error;
  }
}
