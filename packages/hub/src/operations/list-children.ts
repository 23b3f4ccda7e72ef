import type { Page } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { canHave } from "../protocol/child-kinds.js";
import { childViews, type ChildView } from "../protocol/child-view.js";
import { gather, readerIn } from "../protocol/gather.js";
import { nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { inStreet } from "../store/in-street.js";
import { readPeople } from "../store/members.js";
import { listChildRows, readWhole, recordsWithRoll } from "../store/records.js";
import { isUuid } from "../protocol/uuid.js";

/**
 * Lists the child rows of one kind, oldest first. Secret ones are not shown while they are given: the result shows them.
 * @throws not-found
 */
export async function listChildren(
  engine: Engine,
  caller: Caller,
  input: {
    readonly street: string;
    readonly record: string;
    readonly kind: string;
    readonly after?: string;
    readonly limit?: number;
    /** Only a kind that records of this scenario can have; another is not found. */
    readonly declared?: true;
  },
): Promise<Page<ChildView>> {
  const street = await streetToRead(engine, input.street);
  if (!isUuid(input.record) || (input.after !== undefined && !isUuid(input.after))) throw new ProblemError("not-found");
  const limit = input.limit ?? 50;
  return inStreet(engine.database, street.id, async (query) => {
    const whole = await readWhole(query, street.id, input.record);
    if (whole === undefined) throw new ProblemError("not-found");
    const gathered = await gather(query, { engine, street, now: nowIn(engine, street), caller }, [whole]);
    const rolls = await recordsWithRoll(query, street.id, {
      id: caller.id,
      person: gathered.people.get(caller.id),
      records: whole.roll > 0 ? [whole] : [],
    });
    const known = readerIn(gathered, whole, rolls.length > 0);
    if (known === undefined || !known.reader.mayRead) throw new ProblemError("not-found");
    if (input.declared === true && !canHave(known.machine, input.kind)) throw new ProblemError("not-found");
    const rows = await listChildRows(query, street.id, {
      record: input.record,
      kind: input.kind,
      after: input.after,
      limit,
    });
    const authors = await readPeople(query, street.id, [
      ...new Set(rows.flatMap(({ author }) => (author === null ? [] : [author]))),
    ]);
    const people = new Map(Object.entries(authors));
    const last = rows.at(-1)?.id;
    const items = childViews({ street, people, machine: known.machine }, rows, known.reader);
    return { items, ...(rows.length < limit || last === undefined ? {} : { next: last }) };
  });
}
