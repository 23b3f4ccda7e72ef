import { localInstant, type JsonObject, type Locale } from "@linli/contracts";
import type { Query } from "../database.js";
import type { Engine } from "../engine.js";
import { bodyOf } from "../protocol/event-view.js";
import { messageText } from "../protocol/message-text.js";
import { channels, type Channel, type Mail, type Messaging } from "../protocol/messaging.js";
import { postSigned } from "../protocol/post-signed.js";
import { uuid7 } from "../protocol/uuid.js";
import { sealedMember, sealText } from "../seal/seal-document.js";
import { noteWake } from "../store/clocks.js";
import {
  addDelivery,
  claimDeliveries,
  forgetDeliveries,
  lockTold,
  moveDelivery,
  moveTold,
  readContacts,
  type ContactRow,
  type DeliveryRow,
} from "../store/deliveries.js";
import { readEventRows, type EventRow } from "../store/events.js";
import { inStreet } from "../store/in-street.js";
import type { Street } from "../store/streets.js";

const batch = 50;
const claimFor = 60_000;
/** After how many attempts a message has failed: they lie ever farther apart, three days in all. */
const attempts = 12;
/** How long the log is kept, in milliseconds. */
const keepFor = 30 * 86_400_000;

/**
 * Spreads what has happened since the last time to the street's destinations, and sends what is due. An event is spread once, in
 * order; a message may arrive twice where an answer was lost, and has the same id then.
 * @returns How many messages were taken or have failed.
 */
export async function sendMessages(engine: Engine, street: Street, now: string): Promise<number> {
  const messaging = engine.messaging?.(street.id);
  if (messaging === undefined) return 0;
  while (await spread(engine, street, messaging, now)) continue;
  let moved = 0;
  const asked = { now, until: new Date(Date.parse(now) + claimFor).toISOString(), limit: batch };
  for (let found = batch; found === batch;) {
    const due = await inStreet(engine.database, street.id, (query) => claimDeliveries(query, street.id, asked));
    for (const row of due) moved += (await deliver(engine, street, messaging, { row, now })) ? 1 : 0;
    found = due.length;
  }
  const before = new Date(Date.parse(now) - keepFor).toISOString();
  await inStreet(engine.database, street.id, (query) => forgetDeliveries(query, street.id, before));
  return moved;
}

/** Makes messages of the next events; gives whether there may be more. */
function spread(engine: Engine, street: Street, messaging: Messaging, now: string): Promise<boolean> {
  return inStreet(engine.database, street.id, async (query) => {
    const after = await lockTold(query, street.id);
    const rows = await readEventRows(query, street.id, { after, limit: 200 });
    for (const row of rows) {
      await tellSystems(query, engine, street, { messaging, row, now });
      await tellPeople(query, engine, street, { messaging, row, now });
    }
    const last = rows.at(-1)?.seq;
    if (last !== undefined) await moveTold(query, street.id, last);
    return rows.length === 200;
  });
}

interface Spreading {
  readonly messaging: Messaging;
  readonly row: EventRow;
  readonly now: string;
}

/** Other systems learn what happened to which record and read the rest with their own rights: no personal data leave by themselves. */
async function tellSystems(
  query: Query,
  engine: Engine,
  street: Street,
  { messaging, row, now }: Spreading,
): Promise<void> {
  const { scenario, action, clock, from, to, flags, resource } = bodyOf(row);
  const data = {
    scenario,
    resource,
    action: action ?? (clock === undefined ? undefined : `clock:${clock}`),
    from,
    to,
    flags,
    seq: row.seq,
  };
  const body = cloudEvent(street, {
    id: row.id,
    type: row.type,
    ...(row.record === null ? {} : { subject: `records/${row.record}` }),
    time: localInstant(row.at, street.zone),
    data: JSON.parse(JSON.stringify(data)) as JsonObject,
  });
  for (const { id, types } of messaging.webhooks ?? []) {
    if (types?.includes(row.type) === false) continue;
    await addDelivery(query, street.id, {
      ...messageId(engine, now),
      destination: id,
      person: null,
      event: row.id,
      body,
    });
  }
}

/** People who were told by name get it on the ways that they chose; of what is urgent, on every way that reaches them. */
async function tellPeople(
  query: Query,
  engine: Engine,
  street: Street,
  { messaging, row, now }: Spreading,
): Promise<void> {
  const said = bodyOf(row);
  const told = (said.told ?? []).filter((one) => one !== said.by);
  if (told.length === 0) return;
  const pattern = engine.scenarios.get(said.scenario ?? "")?.contract.pattern;
  const isUrgent = [said.scenario, pattern].some(
    (one) => one !== undefined && messaging.urgent?.includes(one) === true,
  );
  for (const contact of await readContacts(query, street.id, told)) {
    const wanted = channels.filter((channel) => isUrgent || contact.channels.includes(channel));
    for (const channel of wanted) {
      const message = messageTo(engine, street, { messaging, row, contact, channel, isUrgent });
      if (message === undefined) continue;
      const sealed = JSON.stringify({ [sealedMember]: await sealText(engine.keyring, street.id, message) });
      await addDelivery(query, street.id, {
        ...messageId(engine, now),
        destination: channel,
        person: contact.person,
        event: row.id,
        body: sealed,
      });
    }
  }
}

function messageTo(
  engine: Engine,
  street: Street,
  asked: {
    readonly messaging: Messaging;
    readonly row: EventRow;
    readonly contact: ContactRow;
    readonly channel: Channel;
    readonly isUrgent: boolean;
  },
): string | undefined {
  const { messaging, row, contact, channel, isUrgent } = asked;
  const address = contact.address[channel === "email" ? "email" : channel === "sms" ? "mobile" : "miniProgram"];
  const isServed = channel === "email" ? messaging.email !== undefined : messaging.gateways?.[channel] !== undefined;
  if (typeof address !== "string" || !isServed) return undefined;
  const { subject, text } = messageText(engine, street, bodyOf(row), contact.locale as Locale);
  if (channel === "email") return JSON.stringify({ to: address, subject, text });
  return cloudEvent(street, {
    id: `${row.id}:${contact.person}`,
    type: "message.asked",
    time: localInstant(row.at, street.zone),
    data: {
      channel,
      to: address,
      text,
      locale: contact.locale,
      urgent: isUrgent,
      ...(row.record === null ? {} : { record: row.record }),
    },
  });
}

function messageId(engine: Engine, now: string): { readonly id: string; readonly made: string } {
  return { id: uuid7(engine, Date.parse(now)), made: now };
}

function cloudEvent(
  street: Street,
  event: {
    readonly id: string;
    readonly type: string;
    readonly subject?: string;
    readonly time: string;
    readonly data: JsonObject;
  },
): string {
  return JSON.stringify({
    specversion: "1.0",
    source: `/v1/streets/${street.id}`,
    datacontenttype: "application/json",
    ...event,
  });
}

/** Sends one; what is not taken is sent again, each time later. Gives whether it is over with it. */
async function deliver(
  engine: Engine,
  street: Street,
  messaging: Messaging,
  { row, now }: { readonly row: DeliveryRow; readonly now: string },
): Promise<boolean> {
  const { taken, status, fault } = await send(engine, messaging, row);
  const isOver = taken || row.attempts >= attempts;
  const due = localInstant(Date.parse(now) + 60_000 * Math.min(2 ** row.attempts, 720), street.zone);
  await inStreet(engine.database, street.id, async (query) => {
    await moveDelivery(query, street.id, row.id, {
      state: taken ? "sent" : isOver ? "failed" : "waiting",
      due,
      status: status ?? null,
      fault: fault ?? null,
      now,
    });
    if (!isOver) await noteWake(query, street.id, due);
  });
  return isOver;
}

async function send(
  engine: Engine,
  messaging: Messaging,
  { id, destination, person, body }: DeliveryRow,
): Promise<{ readonly taken: boolean; readonly status?: number; readonly fault?: string }> {
  if (person !== null && destination === "email") {
    try {
      await messaging.email?.({ id, ...(JSON.parse(body) as Omit<Mail, "id">) });
      return { taken: true };
    } catch (error) {
      return { taken: false, fault: error instanceof Error ? error.message : String(error) };
    }
  }
  const to =
    person === null
      ? messaging.webhooks?.find((one) => one.id === destination)
      : messaging.gateways?.[destination as "sms" | "mini-program"];
  if (to === undefined) return { taken: false, fault: "The street has this destination no longer." };
  return postSigned(engine, { url: to.url, secret: to.secret, id, body });
}
