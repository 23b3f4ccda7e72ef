import { localInstant, type Page } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { governs } from "../protocol/may-manage.js";
import { streetToRead } from "../protocol/street-at-hand.js";
import { isUuid } from "../protocol/uuid.js";
import { listDeliveryRows } from "../store/deliveries.js";
import { inStreet } from "../store/in-street.js";
import { readPeople } from "../store/members.js";

/** A message that left, or is to leave, the hub: where to, of what, and what became of it. */
export interface DeliveryView {
  readonly id: string;
  readonly destination: string;
  readonly person?: string;
  readonly event: string;
  readonly state: "waiting" | "sent" | "failed";
  readonly attempts: number;
  /** When it is tried again. */
  readonly due?: string;
  readonly status?: number;
  readonly fault?: string;
  readonly made: string;
  readonly changed: string;
}

/**
 * Lists messages to other systems and to people, newest first; officials of the street and operators.
 * @throws not-found, not-permitted, invalid
 */
export async function listDeliveries(
  engine: Engine,
  caller: Caller,
  input: {
    readonly street: string;
    readonly state?: string;
    readonly destination?: string;
    readonly after?: string;
    readonly limit?: number;
  },
): Promise<Page<DeliveryView>> {
  const street = await streetToRead(engine, input.street);
  if (input.after !== undefined && !isUuid(input.after))
    throw new ProblemError("invalid", { faults: [{ at: "/after", keyword: "format", limit: "uuid" }] });
  const limit = input.limit ?? 50;
  const local = (moment: string) => localInstant(moment, street.zone);
  return inStreet(engine.database, street.id, async (query) => {
    const people = await readPeople(query, street.id, [caller.id]);
    if (caller.operator !== true && !governs(people[caller.id], street.id)) throw new ProblemError("not-permitted");
    const rows = await listDeliveryRows(query, street.id, { ...input, limit: limit + 1 });
    const items = rows.slice(0, limit).map((row) => ({
      id: row.id,
      destination: row.destination,
      ...(row.person === null ? {} : { person: row.person }),
      event: row.event,
      state: row.state,
      attempts: row.attempts,
      ...(row.state === "waiting" ? { due: local(row.due) } : {}),
      ...(row.status === null ? {} : { status: row.status }),
      ...(row.fault === null ? {} : { fault: row.fault }),
      made: local(row.made),
      changed: local(row.changed),
    }));
    const last = items.at(-1)?.id;
    return { items, ...(rows.length > limit && last !== undefined ? { next: last } : {}) };
  });
}
