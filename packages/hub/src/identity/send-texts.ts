import { signMessage } from "../protocol/webhook-signature.js";
import { claimTexts, dropText, inIdentity, putOffText, type TextRow } from "../store/identity.js";
import type { IdentityContext, TextMessage } from "./context.js";

const batch = 50;
const claimFor = 30_000;

/**
 * Hands text messages that are due to their street's gateway: a CloudEvent, signed the Standard Webhooks way, its id the
 * same at every attempt. What the gateway does not take is tried again after 2, 4, 8 … seconds, while it is of use.
 * @returns How many were taken.
 */
export async function sendTexts(context: IdentityContext): Promise<number> {
  const { database, clock, onError } = context;
  const now = clock();
  const at = (moment: number) => new Date(moment).toISOString();
  const asked = { now: at(now), until: at(now + claimFor), limit: batch };
  const claimed = await inIdentity(database, (query) => claimTexts(query, asked));
  const taken = await Promise.all(
    claimed.map(async (text) => {
      const isTaken = await handOver(context, text).catch((error: unknown) => (onError(error), false));
      await inIdentity(database, (query) =>
        isTaken ? dropText(query, text.id) : putOffText(query, text.id, at(now + 1000 * 2 ** text.attempts)),
      );
      return isTaken;
    }),
  );
  return taken.filter(Boolean).length;
}

async function handOver(context: IdentityContext, { id, street, sealed }: TextRow): Promise<boolean> {
  const gateway = context.gateway(street ?? undefined);
  if (gateway === undefined) throw new Error("There is no gateway for text messages: a code could not be sent.");
  const data = JSON.parse(await context.seal.open(sealed)) as TextMessage;
  if (typeof gateway === "function") {
    await gateway(data);
    return true;
  }
  const now = context.clock();
  const body = JSON.stringify({
    specversion: "1.0",
    id,
    source: street === null ? "/" : `/v1/streets/${street}`,
    type: "text-message.asked",
    time: new Date(now).toISOString(),
    datacontenttype: "application/json",
    data,
  });
  const timestamp = String(Math.floor(now / 1000));
  const answer = await context.fetch(gateway.url, {
    method: "POST",
    headers: {
      "Content-Type": "application/cloudevents+json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": await signMessage(gateway.secret, { id, timestamp, body }),
    },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  return answer.ok;
}
