import type { Engine } from "../engine.js";
import { perform } from "../protocol/perform.js";
import { addEvent } from "../protocol/plan.js";
import { commandDue, nextCommandAt } from "../protocol/scheduling.js";
import { uuid7 } from "../protocol/uuid.js";
import type { ByRuleRow } from "../store/clocks.js";
import type { Street } from "../store/streets.js";

/**
 * Gives a thing the command that its schedule says, once, whichever hub does it.
 * @returns How many commands were given.
 */
export async function commandBySchedule(engine: Engine, street: Street, due: ByRuleRow, now: string): Promise<number> {
  const { body } = await perform<number>(engine, {
    street: street.id,
    now,
    decide: async (plan, begin) => {
      await begin({ resources: [due.rule] });
      const row = plan.resources.get(due.rule);
      const { zone } = plan.street;
      const { scenario, rule, next, after } = due;
      plan.expects.byRule = { scenario, rule, next, after };
      plan.changes.byRule = { scenario, rule, next: nextCommandAt(engine, row, { now, zone }), after: null };
      const command = row === undefined ? undefined : commandDue(engine, row, { since: next, now, zone });
      const about = { resource: due.rule, kind: row?.kind ?? "", community: row?.community ?? street.id };
      const id = uuid7(engine, Date.parse(now));
      if (command !== undefined)
        plan.changes.outbox.push({ id, topic: "command", record: null, body: { ...about, command, by: "schedule" } });
      const said = command === undefined ? {} : { action: command };
      addEvent(plan, {
        type: command === undefined ? "resource.looked-at" : "resource.commanded",
        record: null,
        payload: { ...about, ...said, by: "hub", as: ["hub"], now },
      });
      return { status: 200, body: command === undefined ? 0 : 1 };
    },
  });
  return body;
}
