import type { ResourceView } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { mayManage } from "../protocol/may-manage.js";
import { personIn } from "../protocol/scope.js";
import { sightOf } from "../protocol/sight.js";
import { nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { resourceView } from "../protocol/view.js";
import { inStreet } from "../store/in-street.js";
import { readPeople } from "../store/members.js";
import { readResource as readRow } from "../store/resources.js";

/**
 * Reads one resource, without what this reader may not see; drafts are there only for those who look after them.
 * @throws not-found
 */
export async function readResource(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly id: string },
): Promise<ResourceView> {
  const street = await streetToRead(engine, input.street);
  return inStreet(engine.database, street.id, async (query) => {
    const row = await readRow(query, street.id, input.id);
    const { [caller.id]: person } = await readPeople(query, street.id, [caller.id]);
    const isHidden = row?.life === "draft" && caller.operator !== true;
    if (row === undefined || (isHidden && !mayManage(personIn(caller, person), street, row)))
      throw new ProblemError("not-found");
    return resourceView(
      { engine, street, now: nowIn(engine, street) },
      sightOf({ engine, street }, caller, person).shown(row),
    );
  });
}
