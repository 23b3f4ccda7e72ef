import { localInstant } from "@linli/contracts";
import { erasedInput, erasedPerson, without } from "../protocol/erased.js";
import { sealedInput } from "../protocol/seal-changes.js";
import {
  childrenBy,
  countRecordsOf,
  endedRecordsOf,
  forgetFilesOf,
  forgetMember,
  writeErasedChild,
  writeErasedThing,
} from "../store/erasing.js";
import { resourcesNaming } from "../store/exports.js";
import { inStreet } from "../store/in-street.js";
import { eraseRecords } from "./erase-records.js";
import type { Job, JobContext } from "./job.js";

const page = 50;

/**
 * Erases somebody who asked for it: her records keep what statistics are made of, without her and without anything personal; what
 * events said goes, that they happened stays. What has not ended is looked at again every day until it has; only then does her
 * entry go. Accounts stay, as books must.
 */
export const erasePerson: Job = async (context) => {
  const { engine, street, now, input, told } = context;
  const person = String(input["person"]);
  const look = { engine, street, now };
  const rename = (id: string) => (id === person ? erasedPerson : id);
  const { living, ended } = await inStreet(engine.database, street.id, (query) =>
    countRecordsOf(query, street.id, person),
  );
  let records = 0;
  for (let found = page; found === page;) {
    found = await inStreet(engine.database, street.id, async (query) => {
      // What was erased is hers no longer, so the first page is always the next.
      const rows = await endedRecordsOf(query, street.id, { person, after: undefined, limit: page });
      await eraseRecords(query, look, rows, { depth: "all", why: "request", rename });
      return rows.length;
    });
    records += found;
    await told(records, ended, null);
  }
  const before = Number(context.place?.["records"] ?? 0) + records;
  if (living > 0) {
    await told(records, ended, { records: before });
    return {
      report: { records: before, living, erased: false },
      again: localInstant(Date.parse(now) + 86_400_000, street.zone),
    };
  }
  const given = await eraseGiven(context, person);
  const things = await eraseThings(context, person);
  const files = await inStreet(engine.database, street.id, async (query) => {
    const kept = await forgetFilesOf(query, street.id, person);
    await forgetMember(query, street.id, person);
    return kept;
  });
  for (const id of files) await engine.files?.delete(`${street.id}/${id}`);
  engine.cache.people.delete(`${street.id}/${person}`);
  return { report: { records: before, living: 0, erased: true, given, things, files: files.length } };
};

/** What she gave to records of others stays as far as it is not personal, under nobody's name. */
async function eraseGiven({ engine, street }: JobContext, person: string): Promise<number> {
  let given = 0;
  for (let found = page; found === page;) {
    found = await inStreet(engine.database, street.id, async (query) => {
      const rows = await childrenBy(query, street.id, { person, limit: page });
      for (const row of rows) {
        const input = erasedInput(engine, street, row.scenario, row, "all");
        const sealed = await sealedInput(engine, street, row.scenario, { action: row.action, input });
        await writeErasedChild(query, street.id, { id: row.id, author: erasedPerson, input: sealed });
      }
      return rows.length;
    });
    given += found;
  }
  return given;
}

/** Things that were hers (an alarm button, a meter) are retired, without what they said of her. */
async function eraseThings({ engine, street }: JobContext, person: string): Promise<number> {
  let things = 0;
  for (const [kind, { fields }] of engine.kinds) {
    if (fields.people.length === 0) continue;
    things += await inStreet(engine.database, street.id, async (query) => {
      const rows = await resourcesNaming(query, street.id, { kind, pointers: fields.people, ids: [person] });
      for (const row of rows) {
        await writeErasedThing(query, street.id, row.id, without(row.value, [...fields.people, ...fields.hidden]));
        engine.cache.resources.delete(`${street.id}/${row.id}`);
      }
      return rows.length;
    });
  }
  return things;
}
