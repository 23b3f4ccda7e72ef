import type { EventView, Machine } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { bodyOf, eventView, type EventBody } from "../protocol/event-view.js";
import { gather, readerIn, type Gathered } from "../protocol/gather.js";
import { holdsOffice } from "../protocol/may-manage.js";
import { actorOf } from "../protocol/people.js";
import type { Reader } from "../protocol/reader.js";
import { isInScope, personIn } from "../protocol/scope.js";
import { nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { lastEventNumber, readEventRows, type EventRow } from "../store/events.js";
import { inStreet, many } from "../store/in-street.js";
import { readPeople } from "../store/members.js";
import { recordsWithRoll } from "../store/records.js";
import type { HeldRole, PersonRow, WholeRecord } from "../store/rows.js";
import type { Street } from "../store/streets.js";
import { unitsAbove } from "../protocol/units-of.js";
import { isUuid } from "../protocol/uuid.js";

/** Events in order; `last`: where to go on, also past those that this reader may not see; `more`: there are more now. */
export interface EventsPage {
  readonly items: readonly EventView[];
  /** The number after which these come. */
  readonly from: number;
  readonly last: number;
  readonly more: boolean;
}

/** Which events are read. */
export interface EventQuery {
  readonly street: string;
  /** A number, or `now`: what is still to come; absent: from the beginning. */
  readonly after?: number | "now";
  readonly limit?: number;
  /** Only of records in which she has a part, and those of which she was told. */
  readonly mine?: boolean;
  readonly record?: string;
}

/**
 * Reads events after a number, in order and without gaps, as far as this reader may see them.
 * @throws not-found
 */
export async function readEvents(engine: Engine, caller: Caller, input: EventQuery): Promise<EventsPage> {
  const street = await streetToRead(engine, input.street);
  if (input.record !== undefined && !isUuid(input.record)) throw new ProblemError("not-found");
  const limit = input.limit ?? 100;
  return inStreet(engine.database, street.id, async (query) => {
    const from = input.after === "now" ? await lastEventNumber(query, street.id) : (input.after ?? 0);
    const rows = await readEventRows(query, street.id, { after: from, limit, record: input.record });
    const last = rows.at(-1)?.seq ?? from;
    if (rows.length === 0) return { items: [], from, last, more: false };
    const ids = [...new Set(rows.flatMap(({ record }) => (record === null ? [] : [record])))];
    const wholes = await many<WholeRecord>(
      query,
      "select hub.whole($1, x::uuid) as r from jsonb_array_elements_text($2::jsonb) x",
      [street.id, JSON.stringify(ids)],
    );
    const gathered = await gather(query, { engine, street, now: nowIn(engine, street), caller }, wholes);
    const actors = [
      ...new Set(
        rows.map((row) => bodyOf(row).by).filter((by): by is string => by !== undefined && !gathered.people.has(by)),
      ),
    ];
    for (const person of Object.values(actors.length === 0 ? {} : await readPeople(query, street.id, actors)))
      gathered.people.set(person.id, person);
    const rolls = new Set(
      await recordsWithRoll(query, street.id, {
        person: personIn(caller, gathered.people.get(caller.id)),
        id: caller.id,
        records: wholes.filter(({ roll }) => roll > 0),
      }),
    );
    const readers = new Map(
      wholes.map((whole) => [whole.row.id, { known: readerIn(gathered, whole, rolls.has(whole.row.id)) }]),
    );
    const items = rows.flatMap((row): readonly EventView[] => {
      const of = row.record === null ? undefined : readers.get(row.record);
      if (of === undefined) return streetEvent(gathered, row, input.mine === true);
      const { known } = of;
      if (known === undefined || !isInScope(caller, known.machine.contract.id)) return [];
      const body = bodyOf(row);
      // Who was told of something may know of it, even where the record is no longer open to her.
      const told = isTold(body, known);
      if (!(input.record === undefined ? known.reader.mayFind : known.reader.mayRead) && !told) return [];
      if (input.mine === true && !told && !isMine(body, known.reader)) return [];
      return [eventView(gathered, row, known.reader, known.machine)];
    });
    return { items, from, last, more: rows.length === limit };
  });
}

/** An event of no record (a resource was changed, or measured something): for those who hold an office, or were told. */
function streetEvent(gathered: Gathered, row: EventRow, mine: boolean): readonly EventView[] {
  const { street, caller, people } = gathered;
  if (caller.scope !== undefined) return [];
  const person = people.get(caller.id);
  const mayLook = caller.operator === true || holdsOffice(person, street);
  const body = bodyOf(row);
  // How the street does things concerns everybody in it.
  const isForAll = row.type.startsWith("profile.") && person !== undefined;
  const isHers = body.told?.some((one) => one === caller.id || one === person?.household) === true;
  if (!isForAll && !(mayLook && !mine) && !isHers && !isToldThere(body, person, street)) return [];
  const reader: Reader = {
    actor: actorOf(caller, person, new Set([street.id])),
    as: mayLook ? ["handler"] : ["viewer"],
    onlooker: { as: mayLook ? ["handler"] : ["viewer"], roles: [] },
    standsForSubject: false,
    onBehalf: false,
    onRoll: false,
    actions: [],
    isInsider: true,
    mayFind: true,
    mayRead: true,
  };
  // Who has read it as it was reads it again.
  if (isForAll) gathered.engine.cache.streets.delete(street.id);
  return [eventView(gathered, row, reader)];
}

/** Whether an event told those who hold a role where a thing is, and she is one of them. */
function isToldThere(
  { notify = [], community, resource }: EventBody,
  person: PersonRow | undefined,
  street: Street,
): boolean {
  const units = new Set([...unitsAbove(street, community ?? street.id), resource]);
  const holds = ({ role, unit }: HeldRole) =>
    notify.includes(role) && (unit === undefined || unit === "" || units.has(unit));
  return (person?.roles ?? []).some(holds);
}

function isMine(body: EventBody, { as, actor }: Reader): boolean {
  return (
    body.by === actor.id ||
    as.some(
      (relation) => relation === "opener" || relation === "subject" || relation === "assignee" || relation === "device",
    )
  );
}

/** Whether an event told her, in the way in which she stands to the record or by a role that she holds there. */
function isTold(
  { notify = [], told = [], by }: EventBody,
  { reader, machine }: { readonly reader: Reader; readonly machine: Machine },
): boolean {
  const { as, actor } = reader;
  if (by === actor.id) return false;
  if (told.includes(actor.id)) return true;
  return notify.some((who) => {
    if (who === "viewer") return machine.contract.people.open.some((role) => actor.roles.includes(role));
    return (as as readonly string[]).includes(who) || actor.roles.includes(who);
  });
}
