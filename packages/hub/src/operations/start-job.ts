import type { JsonObject } from "@linli/contracts";
import { localInstant } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { governs } from "../protocol/may-manage.js";
import { nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { isUuid, uuid7 } from "../protocol/uuid.js";
import { noteWake } from "../store/clocks.js";
import { inStreet } from "../store/in-street.js";
import { listJobRows, readJobRow, writeJob, type JobRow } from "../store/jobs.js";
import { readMember, readPeople } from "../store/members.js";
import type { Street } from "../store/streets.js";

/** Long work that somebody asks for. */
export interface JobInput {
  readonly kind: "erase-person" | "rotate-keys" | "verify-chain";
  /** Who is erased; absent: the caller. */
  readonly person?: string;
}

/** Long work, and how far it has come. */
export interface JobView {
  readonly id: string;
  readonly kind: string;
  readonly state: JobRow["state"];
  readonly done: number;
  readonly total?: number;
  /** What came of it. */
  readonly report?: JsonObject;
  /** Why it failed. */
  readonly fault?: string;
  readonly by: string;
  readonly made: string;
  readonly changed: string;
}

/**
 * Puts long work down; it begins with the hub's next tick. Whoever is to be erased may ask for it, and a guardian for a child;
 * everything may be asked for by officials of the street and operators.
 * @throws not-found (nobody of that name), not-permitted
 */
export async function startJob(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly job: JobInput },
): Promise<JobView> {
  const street = await streetToRead(engine, input.street);
  const { kind } = input.job;
  const now = nowIn(engine, street);
  const id = uuid7(engine, Date.parse(now));
  const person = input.job.person ?? caller.id;
  return inStreet(engine.database, street.id, async (query) => {
    const people = await readPeople(query, street.id, [caller.id]);
    const rules = caller.operator === true || governs(people[caller.id], street.id);
    if (kind === "erase-person") {
      const member = await readMember(query, street.id, person);
      const mayAsk =
        rules ||
        (caller.scope === undefined && (person === caller.id || member?.guardians.includes(caller.id) === true));
      if (!mayAsk) throw new ProblemError("not-permitted");
      if (member === undefined) throw new ProblemError("not-found");
    } else if (!rules) throw new ProblemError("not-permitted");
    await writeJob(query, street.id, {
      id,
      kind,
      input: kind === "erase-person" ? { person } : {},
      by: caller.id,
      made: now,
      due: now,
    });
    await noteWake(query, street.id, now);
    return jobView((await readJobRow(query, street.id, id)) as JobRow, street);
  });
}

/**
 * Reads long work: whoever asked for it may, officials of the street and operators.
 * @throws not-found
 */
export async function readJob(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly job: string },
): Promise<JobView> {
  const street = await streetToRead(engine, input.street);
  if (!isUuid(input.job)) throw new ProblemError("not-found");
  return inStreet(engine.database, street.id, async (query) => {
    const row = await readJobRow(query, street.id, input.job);
    const people = await readPeople(query, street.id, [caller.id]);
    const maySee = caller.operator === true || row?.by === caller.id || governs(people[caller.id], street.id);
    if (row === undefined || !maySee) throw new ProblemError("not-found");
    return jobView(row, street);
  });
}

/**
 * Lists the newest work of a street.
 * @throws not-found, not-permitted
 */
export async function listJobs(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string },
): Promise<{ readonly items: readonly JobView[] }> {
  const street = await streetToRead(engine, input.street);
  return inStreet(engine.database, street.id, async (query) => {
    const people = await readPeople(query, street.id, [caller.id]);
    if (caller.operator !== true && !governs(people[caller.id], street.id)) throw new ProblemError("not-permitted");
    return { items: (await listJobRows(query, street.id, 100)).map((row) => jobView(row, street)) };
  });
}

function jobView(row: JobRow, { zone }: Street): JobView {
  const { id, kind, state, done, total, report, fault, by, made, changed } = row;
  return {
    id,
    kind,
    state,
    done,
    ...(total === null ? {} : { total }),
    ...(report === null ? {} : { report }),
    ...(fault === null ? {} : { fault }),
    by,
    made: localInstant(made, zone),
    changed: localInstant(changed, zone),
  };
}
