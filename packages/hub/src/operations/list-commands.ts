import { localInstant, type CommandView, type Page } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { streetToRead } from "../protocol/street-at-hand.js";
import { worksAsThing } from "../protocol/thing-itself.js";
import { inStreet } from "../store/in-street.js";
import { readPeople } from "../store/members.js";
import { commandsFor } from "../store/outbox.js";
import { readResource } from "../store/resources.js";

/** How many commands are given at once. */
const most = 100;

/**
 * Lists the commands that a thing has not taken yet, oldest first: for the thing itself, or who works on it.
 * @throws not-found, not-permitted
 */
export async function listCommands(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly id: string },
): Promise<Page<CommandView>> {
  const street = await streetToRead(engine, input.street);
  return inStreet(engine.database, street.id, async (query) => {
    const person = (await readPeople(query, street.id, [caller.id]))[caller.id];
    const row = await readResource(query, street.id, input.id);
    const kind = row === undefined ? undefined : engine.kinds.get(row.kind);
    if (row === undefined || kind === undefined) throw new ProblemError("not-found");
    if (!worksAsThing({ engine, street }, person, { caller, row, kind })) throw new ProblemError("not-permitted");
    const found = await commandsFor(query, street.id, { resource: row.id, limit: most });
    return {
      items: found.map(({ id, record, body, due }) => ({
        id,
        command: String(body["command"]),
        at: localInstant(due, street.zone),
        ...(record === null ? {} : { record }),
      })),
    };
  });
}
