import { at, timeIn, type OpeningHours } from "@linli/contracts";
import type { Engine } from "../engine.js";
import type { ResourceRow } from "../store/rows.js";
import type { Plan } from "./plan.js";
import { commandsFrom, scheduleRuleOf } from "./schedule-of.js";

/** Under which name the street's rules hold when a thing gets its next command by itself. */
export const scheduleRule = "~schedule";

/** Notes in the plan when a thing that it writes gets its next command. */
export function noteSchedule(plan: Plan, row: ResourceRow): void {
  if (scheduleRuleOf(plan.engine.kinds.get(row.kind)?.kind) === undefined) return;
  const next = nextCommandAt(plan.engine, row, { now: plan.now, zone: plan.street.zone });
  plan.changes.rules.push({ scenario: scheduleRule, rule: row.id, next });
}

/** When a thing gets its next command, or is looked at again; `infinity`: never. */
export function nextCommandAt(
  engine: Engine,
  row: ResourceRow | undefined,
  when: { readonly now: string; readonly zone: string },
): string {
  const rule = scheduleRuleOf(engine.kinds.get(row?.kind ?? "")?.kind);
  if (row === undefined || rule === undefined || row.life !== "published") return "infinity";
  const hours = at(row.value, rule.at) as OpeningHours | undefined;
  if (hours === undefined) return "infinity";
  return commandsFrom(rule, hours, when)[0]?.at ?? timeIn(when.zone).shift(when.now, "P7D", 1);
}

/** The command that a thing should have got by now: the last since a moment, since only how it stands in the end matters. */
export function commandDue(
  engine: Engine,
  row: ResourceRow,
  when: { readonly since: string; readonly now: string; readonly zone: string },
): string | undefined {
  const rule = scheduleRuleOf(engine.kinds.get(row.kind)?.kind);
  const hours = rule === undefined ? undefined : (at(row.value, rule.at) as OpeningHours | undefined);
  if (rule === undefined || hours === undefined || row.life !== "published") return undefined;
  const time = timeIn(when.zone);
  const [a, b] = [time.shift(when.since, "PT1S", -1), time.shift(when.now, "P7D", -1)];
  const from = Date.parse(a) > Date.parse(b) ? a : b;
  return commandsFrom(rule, hours, { now: from, zone: when.zone }).findLast(
    (one) => Date.parse(one.at) <= Date.parse(when.now),
  )?.command;
}
