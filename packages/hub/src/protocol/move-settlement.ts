import type { JsonObject } from "@linli/contracts";
import { ProblemError, type Engine } from "../engine.js";
import { inStreet } from "../store/in-street.js";
import { readChild } from "../store/records.js";
import type { Street } from "../store/streets.js";
import { settlementMoves } from "./effects/settle.js";
import { perform } from "./perform.js";
import { addEvent } from "./plan.js";
import { uuid7 } from "./uuid.js";

/**
 * Moves a settlement on: it is a child row of its record, and tells opener and subject what became of it.
 * @returns Whether it moved; `false`: it stands there already.
 * @throws not-found, not-allowed-now
 */
export async function moveSettlement(
  engine: Engine,
  street: Street,
  asked: {
    readonly settlement: string;
    readonly to: JsonObject & { readonly state: string };
    readonly now?: string;
    /** The message that need no longer be sent. */
    readonly message?: string;
  },
): Promise<boolean> {
  const { settlement, to, now, message } = asked;
  const { body } = await perform<boolean>(engine, {
    street: street.id,
    ...(now === undefined ? {} : { now }),
    decide: async (plan, begin) => {
      const child = await inStreet(engine.database, street.id, (query) => readChild(query, street.id, settlement));
      if (child?.kind !== "settlements") throw new ProblemError("not-found");
      const { record } = await begin({ record: child.record, actor: "hub" });
      if (record === undefined) throw new ProblemError("not-found");
      const was = String(child.input["state"]);
      if (message !== undefined) plan.changes.sent.push(message);
      const moves = was !== to.state;
      if (moves && settlementMoves[was]?.includes(to.state) !== true) {
        // What was asked may have been settled before the service answered.
        if (message === undefined) throw new ProblemError("not-allowed-now", { actions: settlementMoves[was] });
      } else if (moves)
        plan.changes.restate.push({
          id: settlement,
          was,
          input: { ...child.input, ...to, [`${to.state}At`]: plan.now },
        });
      const { row } = record;
      const notify = moves && to.state !== "asked" ? ["opener", "subject"] : [];
      if (!moves && message === undefined) return { status: 200, body: false };
      if (notify.length > 0)
        plan.changes.outbox.push({
          id: uuid7(engine, Date.parse(plan.now)),
          topic: "notify",
          record: row.id,
          body: { notify, scenario: row.scenario, settlement: to.state },
        });
      addEvent(plan, {
        type: "record.noted",
        record: row.id,
        payload: {
          scenario: row.scenario,
          action: `settlement:${to.state}`,
          to: row.state,
          flags: row.flags,
          by: "hub",
          as: ["hub"],
          input: { settlement, ...to },
          ...(notify.length === 0 ? {} : { notify, told: [...new Set([row.opener, row.subject])] }),
          now: plan.now,
        },
      });
      return { status: 200, body: moves };
    },
  });
  return body;
}
