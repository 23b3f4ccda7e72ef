import type { MeView } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { inStreet } from "../store/in-street.js";
import { actsFor, readPeople } from "../store/members.js";

/**
 * Says who the caller is in this street and for whom she may act.
 * @throws not-found (no such street, or no member of it)
 */
export async function readMe(engine: Engine, caller: Caller, input: { readonly street: string }): Promise<MeView> {
  const street = await streetToRead(engine, input.street);
  const now = Date.parse(nowIn(engine, street));
  return inStreet(engine.database, street.id, async (query) => {
    const person = (await readPeople(query, street.id, [caller.id]))[caller.id];
    if (person === undefined) throw new ProblemError("not-found");
    const behalf = await actsFor(query, street.id, caller.id);
    return {
      id: person.id,
      name: person.name,
      roles: [...new Set(person.roles.map(({ role }) => role))],
      ...(person.community === null ? {} : { community: person.community }),
      behalf: behalf
        .filter(({ until }) => until === null || Date.parse(until) > now)
        .map(({ id, name, relation, until }) => ({
          id,
          ...(name === null ? {} : { name }),
          relation,
          ...(until === null ? {} : { until }),
        })),
    };
  });
}
