import { timeIn } from "@linli/contracts";
import type { Engine, Scenario } from "../engine.js";
import { writeEntry } from "../protocol/effects/post.js";
import { lookThrough } from "../protocol/look-through.js";
import { perform } from "../protocol/perform.js";
import { addEvent } from "../protocol/plan.js";
import { machineIn } from "../protocol/street-at-hand.js";
import { accountsEarnedBy, type StaleAccount } from "../store/accounts.js";
import type { ByRuleRow } from "../store/clocks.js";
import type { Street } from "../store/streets.js";

/** The name of the rule by which what was earned long ago lapses. */
export const lapseRule = "lapse";

/**
 * Lets lapse what was earned in a ledger's unit longer ago than it says (`expireAfter`) and was not spent since: what was
 * earned first is spent first. Whose it was is told.
 * @returns Of how many accounts something lapsed.
 */
export async function lapsePoints(
  engine: Engine,
  street: Street,
  look: { readonly due: ByRuleRow; readonly scenario: Scenario; readonly now: string },
): Promise<number> {
  const { due, scenario, now } = look;
  const { settings } = machineIn(engine, street, scenario);
  const unit = String(settings["unit"]);
  const day = timeIn(street.zone).shift(now, String(settings["expireAfter"]), -1).slice(0, 10);
  return lookThrough<StaleAccount>(engine, street, due, {
    every: "P1D",
    now,
    page: (query, after, limit) => accountsEarnedBy(query, street.id, { unit, day, after, limit }),
    open: async (account) => {
      const amount = Math.min(account.balance, account.earned - account.spent);
      return amount > 0 && lapse(engine, street, { account, amount, scenario: scenario.contract.id, now });
    },
  });
}

async function lapse(
  engine: Engine,
  street: Street,
  one: { readonly account: StaleAccount; readonly amount: number; readonly scenario: string; readonly now: string },
): Promise<boolean> {
  const { account, amount, scenario, now } = one;
  const { id, unit, owner, floor, balance } = account;
  // What is spent at the same moment is looked at again tomorrow.
  const { body } = await perform<boolean>(engine, {
    street: street.id,
    now,
    decide: async (plan, begin) => {
      await begin({});
      const to = { id: `${unit}:street:lapsed`, unit, owner: "street:lapsed", floor: null };
      writeEntry(plan, null, { from: { id, unit, owner, floor }, to, amount });
      plan.expects.balances.push({ account: id, balance });
      const payload = { scenario, action: "lapse", by: "hub", as: ["hub"], told: [owner], unit, amount, now: plan.now };
      addEvent(plan, { type: "account.lapsed", record: null, payload });
      return { status: 200, body: true };
    },
  }).catch((error: unknown) => {
    if ((error as { code?: string }).code === "busy") return { body: false };
    throw error;
  });
  return body;
}
