import { localInstant, timeIn } from "@linli/contracts";
import type { Query } from "../database.js";
import type { Engine } from "../engine.js";
import { moveRule, noteWake, type ByRuleRow } from "../store/clocks.js";
import { inStreet } from "../store/in-street.js";
import type { Street } from "../store/streets.js";

/** What a rule looks through, and what it does with each. */
export interface Looking<T extends { readonly id: string }> {
  /** How often: an ISO 8601 duration. */
  readonly every: string;
  readonly now: string;
  /** Those after an id, by id, at most as many. */
  readonly page: (query: Query, after: string | undefined, limit: number) => Promise<readonly T[]>;
  /** Opens a record for one of them, if the rule says so; gives whether it did. */
  readonly open: (one: T) => Promise<boolean>;
}

/** How many are looked at between two commits. */
const page = 200;

/**
 * Looks through people or things for a rule that has come, once per `every` and street, whichever hub does it: how far it has
 * got lies in the data base.
 * @returns How many records were opened.
 */
export async function lookThrough<T extends { readonly id: string }>(
  engine: Engine,
  street: Street,
  due: ByRuleRow,
  looking: Looking<T>,
): Promise<number> {
  let opened = 0;
  for (let row = due; ;) {
    const { after } = row;
    const found = await inStreet(engine.database, street.id, (query) => looking.page(query, after ?? undefined, page));
    for (const one of found) opened += (await looking.open(one)) ? 1 : 0;
    const last = found.at(-1);
    const isOver = found.length < page || last === undefined;
    const next = isOver ? nextTime(street, row.next, looking) : row.next;
    const to = { next, after: isOver ? null : last.id };
    const isMine = await inStreet(engine.database, street.id, async (query) => {
      if (isOver) await noteWake(query, street.id, next);
      return moveRule(query, street.id, row, to);
    });
    if (isOver || !isMine) return opened;
    row = { ...row, ...to };
  }
}

/** Never again: the contract that a street runs has no such rule any more. */
export async function forgetRule(engine: Engine, street: Street, due: ByRuleRow): Promise<void> {
  await inStreet(engine.database, street.id, (query) =>
    moveRule(query, street.id, due, { next: "infinity", after: null }),
  );
}

/** The next time that comes after now: what was missed is not made up for. */
function nextTime(street: Street, from: string, { every, now }: Pick<Looking<never>, "every" | "now">): string {
  const time = timeIn(street.zone);
  let next = localInstant(from, street.zone);
  do next = time.shift(next, every, 1);
  while (Date.parse(next) <= Date.parse(now));
  return next;
}
