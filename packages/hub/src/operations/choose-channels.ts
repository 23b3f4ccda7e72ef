import type { Locale } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import type { Channel } from "../protocol/messaging.js";
import { streetToRead } from "../protocol/street-at-hand.js";
import { sealDocument } from "../seal/seal-document.js";
import { readContacts, writeContact } from "../store/deliveries.js";
import { inStreet } from "../store/in-street.js";
import { readPeople } from "../store/members.js";

/** How somebody wants to be told, beside what her screens show: what is urgent comes by every way for which there is an address. */
export interface Notifications {
  readonly channels: readonly Channel[];
  readonly locale: Locale;
  readonly mobile?: string;
  readonly email?: string;
  /** Her number in the street's mini program. */
  readonly miniProgram?: string;
}

/**
 * Says how the caller is told.
 * @throws not-found (no member)
 */
export async function readChannels(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string },
): Promise<Notifications> {
  const street = await streetToRead(engine, input.street);
  return inStreet(engine.database, street.id, async (query) => {
    if ((await readPeople(query, street.id, [caller.id]))[caller.id] === undefined) throw new ProblemError("not-found");
    const [row] = await readContacts(query, street.id, [caller.id]);
    if (row === undefined) return { channels: [], locale: "zh-CN" };
    return { channels: row.channels as readonly Channel[], locale: row.locale as Locale, ...row.address };
  });
}

/**
 * Chooses how the caller is told. A way needs its address.
 * @throws not-found (no member), not-permitted, invalid
 */
export async function chooseChannels(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly notifications: Notifications },
): Promise<Notifications> {
  if (caller.scope !== undefined) throw new ProblemError("not-permitted");
  const street = await streetToRead(engine, input.street);
  const { channels, locale, ...address } = input.notifications;
  const needed = { sms: "mobile", email: "email", "mini-program": "miniProgram" } as const;
  const faults = channels
    .filter((channel) => address[needed[channel]] === undefined)
    .map((channel) => ({ at: `/${needed[channel]}`, keyword: "required" }));
  if (faults.length > 0) throw new ProblemError("invalid", { faults });
  await inStreet(engine.database, street.id, async (query) => {
    if ((await readPeople(query, street.id, [caller.id]))[caller.id] === undefined) throw new ProblemError("not-found");
    const sealed = await sealDocument(
      engine.keyring,
      street.id,
      address,
      Object.keys(address).map((name) => `/${name}`),
    );
    await writeContact(query, street.id, {
      person: caller.id,
      channels: [...new Set(channels)],
      locale,
      address: sealed,
    });
  });
  return readChannels(engine, caller, input);
}
