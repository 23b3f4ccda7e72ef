import type { JsonObject } from "@linli/contracts";
import type { Engine } from "../engine.js";
import { checkChain } from "../jobs/check-chain.js";
import { erasePerson } from "../jobs/erase-person.js";
import type { Job } from "../jobs/job.js";
import { retain } from "../jobs/retain.js";
import { rotateKeys } from "../jobs/rotate-keys.js";
import { uuid7 } from "../protocol/uuid.js";
import { noteWake } from "../store/clocks.js";
import { inStreet } from "../store/in-street.js";
import { claimJob, hasJob, moveJob, writeJob, type JobRow } from "../store/jobs.js";
import type { Street } from "../store/streets.js";

/** Kinds of jobs, by name. */
const jobs: { readonly [kind: string]: Job } = {
  "erase-person": erasePerson,
  retain,
  "rotate-keys": rotateKeys,
  "verify-chain": checkChain,
};

/** How long a job is claimed: it says more often than this how far it has come. */
const claimFor = 5 * 60_000;

/** Does the long work that is due in a street, one after the other. Gives how much was done. */
export async function runJobs(engine: Engine, street: Street, now: string): Promise<number> {
  const until = new Date(Date.parse(now) + claimFor).toISOString();
  for (let count = 0; ; count++) {
    const job = await inStreet(engine.database, street.id, (query) => claimJob(query, street.id, { now, until }));
    if (job === undefined) return count;
    await run(engine, street, now, job);
  }
}

async function run(engine: Engine, street: Street, now: string, job: JobRow): Promise<void> {
  let at: Pick<JobRow, "done" | "total" | "place"> = job;
  const until = new Date(Date.parse(now) + claimFor).toISOString();
  const note = (more: Partial<JobRow> & { readonly due?: string }, lease: string | null) =>
    inStreet(engine.database, street.id, (query) =>
      moveJob(query, street.id, job.id, {
        state: "running",
        report: null,
        fault: null,
        ...at,
        ...more,
        now,
        until: lease,
      }),
    );
  try {
    const outcome = await (jobs[job.kind] as Job)({
      engine,
      street,
      now,
      input: job.input,
      place: job.place,
      done: job.done,
      told: async (done, total, place) => {
        at = { done, total, place };
        await note({}, until);
      },
    });
    const { report, again } = outcome;
    await note(
      { report, state: again === undefined ? "done" : "waiting", ...(again === undefined ? {} : { due: again }) },
      null,
    );
    if (again !== undefined) await inStreet(engine.database, street.id, (query) => noteWake(query, street.id, again));
  } catch (error) {
    await note({ state: "failed", fault: error instanceof Error ? error.message : String(error) }, null);
  }
}

/** Puts down what a street has done every night, once. */
export async function noteNightWork(engine: Engine, street: Street, now: string): Promise<void> {
  if (![...engine.scenarios.values()].some(({ contract }) => contract.retention !== undefined)) return;
  await inStreet(engine.database, street.id, async (query) => {
    if (await hasJob(query, street.id, "retain")) return;
    const id = uuid7(engine, Date.parse(now));
    await writeJob(query, street.id, {
      id,
      kind: "retain",
      input: {} satisfies JsonObject,
      by: "hub",
      made: now,
      due: now,
    });
  });
}
