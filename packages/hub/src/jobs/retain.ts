import { localInstant, timeIn } from "@linli/contracts";
import { outlivedRecords } from "../store/erasing.js";
import { inStreet } from "../store/in-street.js";
import { eraseRecords } from "./erase-records.js";
import type { Job } from "./job.js";

const page = 100;

/** Erases what has lived as long as its contract says, counted from the record's end; every night anew. */
export const retain: Job = async ({ engine, street, now, told }) => {
  const time = timeIn(street.zone);
  let erased = 0;
  for (const depth of ["all", "sensitive"] as const) {
    // Also of what the street offers no longer: its records are still there.
    const outlived = [...engine.scenarios.values()].flatMap(({ contract: { id, retention } }) => {
      const lasts = depth === "all" ? retention?.personal : retention?.sensitive;
      return lasts === undefined ? [] : [{ scenario: id, before: time.shift(now, lasts, -1) }];
    });
    for (let found = page; found === page;) {
      found = await inStreet(engine.database, street.id, async (query) => {
        const rows = await outlivedRecords(query, street.id, { outlived, depth, limit: page });
        await eraseRecords(query, { engine, street, now }, rows, { depth, why: "retention" });
        return rows.length;
      });
      erased += found;
      if (found > 0) await told(erased, null, null);
    }
  }
  return { report: { records: erased }, again: localInstant(Date.parse(now) + 86_400_000, street.zone) };
};
