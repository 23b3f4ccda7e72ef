import { localInstant } from "@linli/contracts";
import type { Engine } from "../engine.js";
import { moveSettlement } from "../protocol/move-settlement.js";
import { postSigned } from "../protocol/post-signed.js";
import { noteWake } from "../store/clocks.js";
import { inStreet } from "../store/in-street.js";
import { claimMessages, putOff, type MessageRow } from "../store/outbox.js";
import type { Street } from "../store/streets.js";

/** How many are sent in one go, how long one is claimed, and after how many attempts it has failed. */
const batch = 50;
const claimFor = 60_000;
const attempts = 12;

/**
 * Sends what is to be paid to the street's payment service, signed the Standard Webhooks way. What the service takes is
 * asked; what it does not take is sent again, each time later, and has failed in the end.
 * @returns How many were taken or have failed.
 */
export async function sendSettlements(engine: Engine, street: Street, now: string): Promise<number> {
  const service = engine.payments?.(street.id);
  if (service === undefined) return 0;
  const moment = Date.parse(now);
  const asked = { topics: ["settle"], now, until: new Date(moment + claimFor).toISOString(), limit: batch };
  let moved = 0;
  for (const message of await inStreet(engine.database, street.id, (query) => claimMessages(query, street.id, asked))) {
    const sent = await send(engine, street, message, now);
    const settlement = String(message.body["settlement"]);
    if (sent || message.attempts >= attempts) {
      const to = sent ? { state: "asked" } : { state: "failed", reason: "unreachable" };
      moved += (await moveSettlement(engine, street, { settlement, to, now, message: message.id })) ? 1 : 0;
    } else {
      const due = localInstant(moment + 60_000 * Math.min(2 ** message.attempts, 720), street.zone);
      await inStreet(engine.database, street.id, async (query) => {
        await putOff(query, street.id, message.id, due);
        await noteWake(query, street.id, due);
      });
    }
  }
  return moved;
}

async function send(engine: Engine, street: Street, message: MessageRow, now: string): Promise<boolean> {
  const service = engine.payments?.(street.id);
  if (service === undefined) return false;
  const { settlement, ...data } = message.body;
  const body = JSON.stringify({
    specversion: "1.0",
    id: settlement,
    source: `/v1/streets/${street.id}`,
    type: "settlement.asked",
    time: now,
    datacontenttype: "application/json",
    data,
  });
  return (await postSigned(engine, { ...service, id: message.id, body })).taken;
}
