import { localInstant, type Page, type ReadingView } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { sightOf } from "../protocol/sight.js";
import { streetToRead } from "../protocol/street-at-hand.js";
import { isUuid } from "../protocol/uuid.js";
import { inStreet } from "../store/in-street.js";
import { readPeople } from "../store/members.js";
import { listReadingRows } from "../store/readings.js";
import { readResource } from "../store/resources.js";

/**
 * Lists what a thing has measured, newest first. What is measured of a thing with something private in it is as private.
 * @throws not-found, not-permitted
 */
export async function listReadings(
  engine: Engine,
  caller: Caller,
  input: {
    readonly street: string;
    readonly id: string;
    readonly name?: string;
    readonly after?: string;
    readonly limit?: number;
  },
): Promise<Page<ReadingView>> {
  const street = await streetToRead(engine, input.street);
  const { id, name, after, limit = 50 } = input;
  if (after !== undefined && !isUuid(after))
    throw new ProblemError("invalid", { faults: [{ at: "/after", keyword: "format", limit: "uuid" }] });
  return inStreet(engine.database, street.id, async (query) => {
    const row = await readResource(query, street.id, id);
    const { [caller.id]: person } = await readPeople(query, street.id, [caller.id]);
    const sight = sightOf({ engine, street }, caller, person);
    if (row === undefined || (row.life === "draft" && !sight.worksOn(row))) throw new ProblemError("not-found");
    if (!sight.seesAll(row)) throw new ProblemError("not-permitted");
    const found = await listReadingRows(query, street.id, { resource: id, name, after, limit: limit + 1 });
    const items = found.slice(0, limit).map((reading) => ({ ...reading, at: localInstant(reading.at, street.zone) }));
    const last = items.at(-1)?.id;
    return { items, ...(found.length > limit && last !== undefined ? { next: last } : {}) };
  });
}
