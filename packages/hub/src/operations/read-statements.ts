import { localInstant, type StatementView } from "@linli/contracts";
import type { Query } from "../database.js";
import { ProblemError, type Caller, type Engine, type Scenario } from "../engine.js";
import { nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { unitsAbove } from "../protocol/units-of.js";
import { inStreet } from "../store/in-street.js";
import { actsFor, readPeople } from "../store/members.js";
import type { PersonRow } from "../store/rows.js";
import { readStatementRows } from "../store/statements.js";
import type { Street } from "../store/streets.js";

/** How many lines of an account are shown. */
const longest = 1000;

/**
 * Reads the statements of accounts as of a day: of her own, her household's and those of whom she may act for; of somebody
 * else's where she answers for a ledger in that unit. A mandate that has run out opens none, and one for some scenarios only
 * those in whose unit one of these keeps a ledger, when that unit is asked for.
 * @throws not-found, not-permitted
 */
export async function readStatements(
  engine: Engine,
  caller: Caller,
  input: {
    readonly street: string;
    readonly owner?: string;
    readonly unit?: string;
    /** Local dates; absent: from the first line, until today. */
    readonly from?: string;
    readonly until?: string;
  },
): Promise<{ readonly items: readonly StatementView[] }> {
  const street = await streetToRead(engine, input.street);
  const { owner, unit, from, until = nowIn(engine, street).slice(0, 10) } = input;
  return inStreet(engine.database, street.id, async (query) => {
    const person = (await readPeople(query, street.id, [caller.id]))[caller.id];
    const kept = ledgersIn(engine, unit).map(({ contract }) => contract.id);
    const represented = (await actsFor(query, street.id, caller.id)).flatMap(({ id, until: end, scenarios }) => {
      const isOver = end !== null && Date.parse(end) <= Date.parse(nowIn(engine, street));
      const covers = scenarios === null || (unit !== undefined && kept.some((one) => scenarios.includes(one)));
      return !isOver && covers ? [id] : [];
    });
    const household = person?.household ?? undefined;
    const own = [caller.id, ...(household === undefined ? [] : [household]), ...represented];
    const owners = owner === undefined ? own : [owner];
    if (
      owner !== undefined &&
      !own.includes(owner) &&
      !(await answersFor(query, { engine, street, person }, owner, unit))
    )
      throw new ProblemError("not-permitted");
    const rows = await readStatementRows(query, street.id, { owners, unit, from, until, limit: longest });
    return {
      items: rows.map((row) => ({
        ...row,
        lines: row.lines.map((line) => ({ ...line, at: localInstant(line.at, street.zone) })),
      })),
    };
  });
}

/** The ledgers that are kept in a unit (without: all). */
function ledgersIn(engine: Engine, unit: string | undefined): readonly Scenario[] {
  return [...engine.scenarios.values()].filter(
    ({ contract, machine }) =>
      contract.pattern === "ledger" && (unit === undefined || machine.settings["unit"] === unit),
  );
}

/** Whether somebody answers, where an owner lives, for a ledger in a unit (without: for any). */
async function answersFor(
  query: Query,
  look: { readonly engine: Engine; readonly street: Street; readonly person: PersonRow | undefined },
  owner: string,
  unit: string | undefined,
): Promise<boolean> {
  const { engine, street, person } = look;
  const home = (await readPeople(query, street.id, [owner]))[owner]?.community ?? street.id;
  const units = unitsAbove(street, home);
  const roles = new Set(ledgersIn(engine, unit).flatMap(({ contract }) => contract.people.handler));
  return (person?.roles ?? []).some(
    (held) => roles.has(held.role) && (held.unit === undefined || held.unit === "" || units.includes(held.unit)),
  );
}
