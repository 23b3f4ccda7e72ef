import type { Page } from "@linli/contracts";
import type { Query } from "../database.js";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { hashOfSecret, newSecret } from "../protocol/client-secret.js";
import { clientView, type ClientView } from "../protocol/client-view.js";
import { governs } from "../protocol/may-manage.js";
import { nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { addClient, listClientRows, readClient, renewClient, revokeClient, type ClientRow } from "../store/clients.js";
import { inStreet } from "../store/in-street.js";
import { readPeople } from "../store/members.js";
import type { Street } from "../store/streets.js";

/** A client as somebody enters it. */
export interface ClientInput {
  /** Of a device: its id as a member of the street. */
  readonly id: string;
  readonly kind: "device" | "host";
  readonly name: string;
  /** Scenarios for which a host may hand over people; absent: all. */
  readonly scenarios?: readonly string[];
}

/**
 * Enters a device, or a host page's own server, and draws its secret, which is shown this once; officials of the street may.
 * @throws not-found, not-permitted, already-there, unknown-actor (no such device among the members), invalid
 */
export async function registerClient(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly client: ClientInput },
): Promise<ClientView> {
  const { client } = input;
  const secret = newSecret(engine);
  return asOfficial(engine, caller, input.street, async (query, street) => {
    if (client.kind === "device") {
      const device = (await readPeople(query, street.id, [client.id]))[client.id];
      if (device?.roles.some(({ role }) => role === "device") !== true)
        throw new ProblemError("unknown-actor", { at: "/id" });
    }
    const unknown = (client.scenarios ?? []).findIndex((id) => !engine.scenarios.has(id));
    if (unknown >= 0) throw new ProblemError("invalid", { faults: [{ at: `/scenarios/${unknown}`, keyword: "enum" }] });
    const row: ClientRow = {
      id: client.id,
      kind: client.kind,
      name: client.name,
      secret: await hashOfSecret(secret),
      scenarios: client.scenarios ?? null,
      made: nowIn(engine, street),
      by: caller.id,
      revoked: null,
    };
    if (!(await addClient(query, street.id, row))) throw new ProblemError("already-there", { at: "/id" });
    return { ...clientView(street.id, row), secret };
  });
}

/**
 * Lists clients by id, without secrets; officials of the street may.
 * @throws not-found, not-permitted
 */
export function listClients(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly after?: string; readonly limit?: number },
): Promise<Page<ClientView>> {
  const limit = input.limit ?? 50;
  return asOfficial(engine, caller, input.street, async (query, street) => {
    const rows = await listClientRows(query, street.id, { after: input.after, limit: limit + 1 });
    const items = rows.slice(0, limit);
    const last = items.at(-1)?.id;
    return {
      items: items.map((row) => clientView(street.id, row)),
      ...(rows.length > limit && last !== undefined ? { next: last } : {}),
    };
  });
}

/**
 * Draws another secret for a client, or takes it out of use; tokens that it got before end by themselves, within the hour.
 * @throws not-found, not-permitted
 */
export async function changeClient(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly client: string; readonly action: "renew" | "revoke" },
): Promise<ClientView> {
  const secret = newSecret(engine);
  const { client: id, action } = input;
  return asOfficial(engine, caller, input.street, async (query, street) => {
    if (action === "renew") await renewClient(query, street.id, id, await hashOfSecret(secret));
    else await revokeClient(query, street.id, id, nowIn(engine, street));
    const row = await readClient(query, street.id, id);
    if (row === undefined) throw new ProblemError("not-found");
    return { ...clientView(street.id, row), ...(action === "renew" ? { secret } : {}) };
  });
}

async function asOfficial<T>(
  engine: Engine,
  caller: Caller,
  id: string,
  fn: (query: Query, street: Street) => Promise<T>,
): Promise<T> {
  const street = await streetToRead(engine, id);
  return inStreet(engine.database, street.id, async (query) => {
    const person = (await readPeople(query, street.id, [caller.id]))[caller.id];
    if (caller.operator !== true && !governs(person, street.id)) throw new ProblemError("not-permitted");
    return fn(query, street);
  });
}
