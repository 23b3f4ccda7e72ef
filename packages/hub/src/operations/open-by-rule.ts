import { fieldsByRule, evaluate, timeIn, truthy, type ByRule, type LimitCount } from "@linli/contracts";
import type { Query } from "../database.js";
import { ProblemError, type Engine, type Scenario } from "../engine.js";
import { forgetRule, lookThrough } from "../protocol/look-through.js";
import { openAsHub } from "../protocol/open-as-hub.js";
import { factsOf } from "../protocol/people.js";
import { perform } from "../protocol/perform.js";
import { machineIn, scenariosIn } from "../protocol/street-at-hand.js";
import { scheduleRule } from "../protocol/scheduling.js";
import { triggerNamed } from "../protocol/triggers.js";
import { scheduleRuleOf } from "../protocol/schedule-of.js";
import { unitsHeld } from "../store/accounts.js";
import { dueRules, noteRules, noteThings, noteWake, type ByRuleRow } from "../store/clocks.js";
import { listMemberRows, type MemberRow } from "../store/members.js";
import type { Street } from "../store/streets.js";
import { commandBySchedule } from "./command-by-schedule.js";
import { lapsePoints, lapseRule } from "./lapse-points.js";
import { raiseByReading } from "./raise-by-reading.js";

/** Notes the rules by which this street's contracts open records without being asked, and things with a schedule. */
export async function noteByRules(query: Query, engine: Engine, street: Street, now: string): Promise<void> {
  const units = new Set(await unitsHeld(query, street.id));
  const rules = scenariosIn(engine, street).flatMap((scenario) => {
    const { contract } = scenario;
    // Nothing lapses where nobody has anything.
    const isHeld = units.has(String(scenario.machine.settings["unit"]));
    const lapses = isHeld && lapsesIn(engine, street, scenario) ? [{ scenario: contract.id, rule: lapseRule }] : [];
    return [...(contract.byRule ?? []).map(({ id }) => ({ scenario: contract.id, rule: id })), ...lapses];
  });
  const scheduled = [...engine.kinds.values()].filter(({ kind }) => scheduleRuleOf(kind) !== undefined);
  const kinds = scheduled.map(({ kind }) => kind.kind);
  if (rules.length === 0 && kinds.length === 0) return;
  await noteRules(query, street.id, rules, now);
  if (kinds.length > 0) await noteThings(query, street.id, { scenario: scheduleRule, kinds }, now);
  const [first] = await dueRules(query, street.id, "infinity");
  if (first !== undefined) await noteWake(query, street.id, first.next);
}

/**
 * Opens what a rule that has come says: a record for each member whose facts fit (免申即享), or for each thing whose readings
 * do. One rule opens one record for a person, for good, unless the contract says after how long it may again.
 * @returns How many records were opened.
 */
export async function openByRule(engine: Engine, street: Street, due: ByRuleRow, now: string): Promise<number> {
  if (due.scenario === scheduleRule) return commandBySchedule(engine, street, due, now);
  const scenario = engine.scenarios.get(due.scenario);
  if (scenario !== undefined && due.rule === lapseRule && lapsesIn(engine, street, scenario))
    return lapsePoints(engine, street, { due, scenario, now });
  const trigger = scenario === undefined ? undefined : triggerNamed(engine, street, scenario, due.rule);
  if (trigger !== undefined) return raiseByReading(engine, street, { due, trigger, now });
  const rule = scenario?.contract.byRule?.find((one) => one.id === due.rule);
  if (scenario === undefined || rule === undefined) {
    await forgetRule(engine, street, due);
    return 0;
  }
  return lookThrough<MemberRow>(engine, street, due, {
    every: rule.every,
    now,
    page: (query, after, limit) => listMemberRows(query, street.id, { after, limit }),
    open: async (member) => fits(street, rule, member, now) && openOne(engine, street, { scenario, rule, member, now }),
  });
}

/** Whether what is earned in a ledger lapses some day. */
function lapsesIn(engine: Engine, street: Street, scenario: Scenario): boolean {
  const { pattern, settings } = machineIn(engine, street, scenario);
  return pattern.pattern === "ledger" && typeof settings["expireAfter"] === "string";
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
  const input = fieldsByRule(rule.with, { subject: factsOf(member, member.id, now), now }, time);
  const key = ["by-rule", scenario.contract.id, rule.id, member.id].join("|");
  const after = rule.again === undefined ? {} : { after: time.shift(now, rule.again, -1) };
  const once: LimitCount = { key, atMost: 1, at: now, lasts: "ever", ...after };
  try {
    const answer = await perform<boolean>(engine, {
      street: street.id,
      now,
      decide: async (plan, begin) => {
        const community = member.community ?? plan.street.jurisdictions[0]?.id ?? plan.street.id;
        const { household } = member;
        const asked = { scenario, subject: member.id, community, input, options: rule.options, once, household };
        const { folded } = await openAsHub(plan, asked, begin);
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
