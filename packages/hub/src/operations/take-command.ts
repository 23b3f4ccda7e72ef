import type { CommandView } from "@linli/contracts";
import { ProblemError, type Answer, type Caller, type Engine } from "../engine.js";
import { perform } from "../protocol/perform.js";
import { addEvent } from "../protocol/plan.js";
import { worksAsThing } from "../protocol/thing-itself.js";
import { isUuid } from "../protocol/uuid.js";
import { inStreet } from "../store/in-street.js";
import { commandsFor } from "../store/outbox.js";

/**
 * Says that a thing has taken a command, so that it is not given again. What became of a command that somebody has asked for
 * is said of its record.
 * @throws not-found, not-permitted, key-reused, busy
 */
export async function takeCommand(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly id: string; readonly command: string; readonly key?: string },
): Promise<Answer<CommandView>> {
  const { street, id, command, key } = input;
  if (!isUuid(command)) throw new ProblemError("not-found");
  const request = { do: "take-command", id, command };
  return perform<CommandView>(engine, {
    street,
    key: key === undefined ? undefined : { actor: caller.id, key, request },
    decide: async (plan, begin) => {
      await begin({ people: [caller.id], resources: [id] });
      const row = plan.resources.get(id);
      const kind = row === undefined ? undefined : engine.kinds.get(row.kind);
      if (row === undefined || kind === undefined) throw new ProblemError("not-found");
      if (!worksAsThing(plan, plan.people.get(caller.id), { caller, row, kind }))
        throw new ProblemError("not-permitted");
      const [found] = await inStreet(engine.database, plan.street.id, (query) =>
        commandsFor(query, plan.street.id, { resource: id, id: command, limit: 1 }),
      );
      if (found === undefined) throw new ProblemError("not-found");
      plan.changes.sent.push(command);
      const name = String(found.body["command"]);
      addEvent(plan, {
        type: "resource.took",
        record: found.record,
        payload: {
          resource: id,
          kind: row.kind,
          community: row.community,
          action: name,
          by: caller.id,
          as: ["device"],
          now: plan.now,
        },
      });
      return { status: 200, body: { id: command, command: name, at: plan.now } };
    },
  });
}
