import { localInstant, type Contract, type StatementView } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { machineIn, nowIn, scenarioIn, streetToRead } from "../protocol/street-at-hand.js";
import { isUuid } from "../protocol/uuid.js";
import { inStreet } from "../store/in-street.js";
import { readMember, readPeople, type MemberRow } from "../store/members.js";
import { balanceOf, listStatementLines } from "../store/statements.js";
import type { PersonRow } from "../store/rows.js";

/** Which account is read. */
export interface StatementInput {
  readonly street: string;
  readonly scenario: string;
  /** Whose; absent: the caller's. */
  readonly subject?: string;
  /** The last local day that counts. */
  readonly until?: string;
  readonly after?: string;
  readonly limit?: number;
}

/**
 * Reads the account that a scenario writes to, of the caller or of somebody for whom she may act; whoever answers for the
 * scenario reads anybody's.
 * @throws not-found (no such scenario, or it has no accounts), not-permitted
 */
export async function readStatement(engine: Engine, caller: Caller, input: StatementInput): Promise<StatementView> {
  const street = await streetToRead(engine, input.street);
  const scenario = scenarioIn(engine, street, input.scenario);
  const { settings } = machineIn(engine, street, scenario);
  const { unit, owner } = settings;
  if (typeof unit !== "string") throw new ProblemError("not-found");
  const { subject = caller.id, until, after, limit = 50 } = input;
  if (after !== undefined && !isUuid(after))
    throw new ProblemError("invalid", { faults: [{ at: "/after", keyword: "format", limit: "uuid" }] });
  return inStreet(engine.database, street.id, async (query) => {
    const { [caller.id]: me } = await readPeople(query, street.id, [caller.id]);
    const asked = await readMember(query, street.id, subject);
    const isShared = owner === "household";
    if (!mayRead({ contract: scenario.contract, me, asked, isShared, now: nowIn(engine, street) }))
      throw new ProblemError("not-permitted");
    const id = isShared ? (asked?.household ?? subject) : subject;
    const filter = { account: `${unit}:${id}`, until };
    const found = await listStatementLines(query, street.id, { ...filter, after, limit: limit + 1 });
    const items = found.slice(0, limit).map((line) => ({ ...line, at: localInstant(line.at, street.zone) }));
    const last = items.at(-1)?.id;
    return {
      unit,
      owner: { id, ...(asked === undefined ? {} : { name: asked.name }) },
      balance: await balanceOf(query, street.id, filter),
      items,
      ...(found.length > limit && last !== undefined ? { next: last } : {}),
    };
  });
}

interface Asks {
  readonly contract: Contract;
  readonly me: PersonRow | undefined;
  readonly asked: MemberRow | undefined;
  /** Accounts are those of households. */
  readonly isShared: boolean;
  readonly now: string;
}

/** Herself, who keeps house with her, who may act for her, and whoever answers for the scenario. */
function mayRead({ contract, me, asked, isShared, now }: Asks): boolean {
  if (me === undefined || asked === undefined) return false;
  const { handler, behalf = [] } = contract.people;
  if (me.id === asked.id || me.roles.some(({ role }) => handler.includes(role))) return true;
  if (isShared && me.household !== null && me.household === asked.household) return true;
  if (behalf.includes("guardian") && asked.guardians.includes(me.id)) return true;
  const isMeant = ({ holder, scenarios, until }: MemberRow["mandates"][number]) =>
    holder === me.id &&
    (scenarios === null || scenarios.includes(contract.id)) &&
    (until === null || Date.parse(until) > Date.parse(now));
  return behalf.includes("mandate") && asked.mandates.some(isMeant);
}
