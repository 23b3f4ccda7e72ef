import type { Page, RecordView } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { gather, readerIn } from "../protocol/gather.js";
import { personIn } from "../protocol/scope.js";
import { masked, maskedFor } from "../protocol/masking.js";
import { nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { viewOf } from "../protocol/view.js";
import type { Query } from "../database.js";
import { inStreet } from "../store/in-street.js";
import { actsFor, readPeople } from "../store/members.js";
import { listWhole, recordsWithRoll, type RecordFilter } from "../store/records.js";
import { readResource } from "../store/resources.js";
import type { PersonRow } from "../store/rows.js";
import { isUuid } from "../protocol/uuid.js";

/** Which records are listed. */
export interface RecordQuery {
  readonly street: string;
  readonly scenario?: string;
  readonly state?: string;
  readonly flag?: string;
  /** Hers: opened by her, for her or somebody for whom she acts, or assigned to her. */
  readonly mine?: boolean;
  /** Those that she answers for, and that have not ended (unless a state is asked for). */
  readonly handler?: boolean;
  /** Those that use it. */
  readonly resource?: string;
  /** Those that have not ended. */
  readonly living?: boolean;
  /** Id of the last record of the page before. */
  readonly after?: string;
  readonly limit?: number;
}

/** How many pages are looked through for one that is shown, since a reader may not see all. */
const looks = 20;

/**
 * Lists records that the reader may see, newest first. What is personal is masked for who neither is a party to one nor works on
 * it herself; reading the one record shows it, and is noted.
 * @throws not-found
 */
export async function listRecords(engine: Engine, caller: Caller, input: RecordQuery): Promise<Page<RecordView>> {
  const street = await streetToRead(engine, input.street);
  if (input.after !== undefined && !isUuid(input.after))
    throw new ProblemError("invalid", { faults: [{ at: "/after", keyword: "format", limit: "uuid" }] });
  const now = nowIn(engine, street);
  const limit = input.limit ?? 50;
  return inStreet(engine.database, street.id, async (query) => {
    const person = personIn(caller, (await readPeople(query, street.id, [caller.id]))[caller.id]);
    const base = await filterOf(query, engine, { caller, input, person });
    const items: RecordView[] = [];
    for (let after = input.after, look = 0; look < looks; look++) {
      const found = await listWhole(query, street.id, { ...base, after, limit });
      const gathered = await gather(query, { engine, street, now, caller }, found);
      const rolls = new Set(
        await recordsWithRoll(query, street.id, {
          id: caller.id,
          person,
          records: found.filter(({ roll }) => roll > 0),
        }),
      );
      for (const whole of found) {
        const known = readerIn(gathered, whole, rolls.has(whole.row.id));
        if (known === undefined || !known.reader.mayFind) continue;
        if (input.handler === true && !known.reader.as.includes("handler")) continue;
        const view = viewOf(gathered, whole, known.machine, known.reader);
        items.push({ ...view, ...masked(view.record, maskedFor(known.machine, whole, known.reader)) });
        if (items.length > limit) break;
      }
      after = found.at(-1)?.row.id;
      if (items.length > limit || found.length < limit) break;
    }
    const shown = items.slice(0, limit);
    const last = shown.at(-1)?.id;
    return { items: shown, ...(items.length > limit && last !== undefined ? { next: last } : {}) };
  });
}

async function filterOf(
  query: Query,
  engine: Engine,
  {
    caller,
    input,
    person,
  }: { readonly caller: Caller; readonly input: RecordQuery; readonly person: PersonRow | undefined },
): Promise<Omit<RecordFilter, "limit">> {
  const { scenario, state, flag } = input;
  const roles = new Set(person?.roles.map(({ role }) => role));
  const answered = [...engine.scenarios.values()].filter(({ contract }) =>
    contract.people.handler.some((role) => roles.has(role)),
  );
  const units = (person?.roles ?? []).flatMap(({ role, unit }) => (unit ? [role, unit] : [role]));
  const represented = input.mine === true ? (await actsFor(query, input.street, caller.id)).map(({ id }) => id) : [];
  const using =
    input.resource === undefined ? undefined : await scenariosUsing(query, engine, input.resource, input.street);
  const household = (person?.household ?? null) === null ? [] : [person?.household as string];
  return {
    scenario,
    state,
    flag,
    ...(input.mine === true ? { parties: [...new Set([caller.id, ...household, ...represented, ...units])] } : {}),
    ...(input.handler === true
      ? { scenarios: answered.map(({ contract }) => contract.id), living: state === undefined }
      : {}),
    ...(using === undefined ? {} : { resource: input.resource, scenarios: using }),
    ...(input.living === true ? { living: true } : {}),
  };
}

/** Scenarios whose records can use a thing: so that not all records have to be looked through. */
async function scenariosUsing(
  query: Query,
  engine: Engine,
  resource: string,
  street: string,
): Promise<readonly string[]> {
  const thing = await readResource(query, street, resource);
  return [...engine.scenarios.values()]
    .filter(({ contract }) => contract.uses?.some(({ kind }) => kind === thing?.kind) === true)
    .map(({ contract }) => contract.id);
}
