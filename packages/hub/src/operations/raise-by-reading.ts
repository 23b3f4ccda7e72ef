import { fieldsByRule, at, evaluate, timeIn, truthy, type Context, type LimitCount, type Rule } from "@linli/contracts";
import { ProblemError, type Engine } from "../engine.js";
import { lookThrough } from "../protocol/look-through.js";
import { openAsHub } from "../protocol/open-as-hub.js";
import { perform } from "../protocol/perform.js";
import type { Trigger } from "../protocol/triggers.js";
import type { ByRuleRow } from "../store/clocks.js";
import { sumReadings, type ReadingSum } from "../store/readings.js";
import { listResourceRows } from "../store/resources.js";
import type { ResourceRow } from "../store/rows.js";
import type { Street } from "../store/streets.js";

/** A trigger whose time to look has come. */
interface Look {
  readonly due: ByRuleRow;
  readonly trigger: Trigger;
  readonly now: string;
}

/**
 * Raises an alert for each thing of which the readings say so: too much, too little, nothing for too long. One and the same
 * trigger raises it for one thing once in as long as it looks back.
 * @returns How many were raised.
 */
export async function raiseByReading(engine: Engine, street: Street, look: Look): Promise<number> {
  const { due, trigger, now } = look;
  const { rule, reading } = trigger;
  const span = rule.over ?? reading.every ?? "PT10M";
  const after = timeIn(street.zone).shift(now, span, -1);
  return lookThrough<Thing>(engine, street, due, {
    every: reading.every ?? span,
    now,
    page: async (query, from, limit) => {
      const rows = await listResourceRows(query, street.id, { kind: trigger.kind, after: from, limit });
      const ids = rows.map(({ id }) => id);
      const sums = await sumReadings(query, street.id, { resources: ids, name: rule.reading, after, until: now });
      return rows.map((row) => ({ ...row, after, sum: sums.find(({ resource }) => resource === row.id) }));
    },
    open: async (thing) => {
      const context = contextOf(look, thing);
      return (
        context !== undefined && isRaised(street, trigger, context) && raise(engine, street, look, { thing, context })
      );
    },
  });
}

/** A thing with what it has measured; nothing yet: `undefined`. */
type Thing = ResourceRow & { readonly after: string; readonly sum: ReadingSum | undefined };

/** What the rules of a trigger read. What has not measured for as long as it is looked back is not silent yet. */
function contextOf({ trigger, now }: Look, { sum, id, name, value }: Thing): Context | undefined {
  if (sum === undefined || (trigger.rule.kind === "absence" ? !sum.reaches : sum.count === 0)) return undefined;
  const { resource: _resource, reaches: _reaches, ...measured } = sum;
  return { reading: { name: trigger.rule.reading, ...measured }, resource: { ...value, id, name }, now };
}

function isRaised({ zone }: Street, { rule }: Trigger, context: Context): boolean {
  const holds = (said: Rule) => truthy(evaluate(said, context, timeIn(zone)));
  return holds(rule.when) && (rule.unless === undefined || !holds(rule.unless));
}

async function raise(
  engine: Engine,
  street: Street,
  look: Look,
  found: { readonly thing: Thing; readonly context: Context },
): Promise<boolean> {
  const { trigger, now } = look;
  const { thing, context } = found;
  const { scenario, rule, id } = trigger;
  const input = fieldsByRule(rule.with, context, timeIn(street.zone));
  const named = rule.for === undefined ? undefined : at(thing.value, rule.for);
  const subject = typeof named === "string" ? named : thing.community;
  const key = ["by-reading", scenario.contract.id, id, thing.id].join("|");
  const once: LimitCount = { key, atMost: 1, at: now, lasts: "ever", after: thing.after };
  try {
    const answer = await perform<boolean>(engine, {
      street: street.id,
      now,
      decide: async (plan, begin) => {
        const opened = await openAsHub(plan, { scenario, subject, community: thing.community, input, once }, begin);
        return { status: 201, body: !opened.folded };
      },
    });
    return answer.body;
  } catch (error) {
    // What the contract's own checks keep quiet stays quiet.
    if (error instanceof ProblemError) return false;
    throw error;
  }
}
