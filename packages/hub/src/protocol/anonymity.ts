import { at, type JsonObject, type Machine } from "@linli/contracts";
import type { RecordRow } from "../store/rows.js";

/** Stands where nobody is to know who it was. */
export const anonymous = "anonymous";

/** Whether the answers of a record lie apart from who gave them: always, or where the record says so. */
export function isAnonymous({ settings }: Machine, data: JsonObject): boolean {
  const said = settings["anonymous"];
  return typeof said === "string" ? at(data, said) === true : said === true;
}

/**
 * A record as it is kept: once nothing more can be done with anonymous answers, nothing says whose they are. Until then the
 * record knows its opener, who may still change it, and shows her to nobody; its events never say who it was. Whoever reads
 * the data base itself can still find her among the answers kept to repeat a request, for a week.
 */
export function kept(machine: Machine, row: RecordRow): RecordRow {
  return row.ended && isAnonymous(machine, row.data) ? { ...row, opener: anonymous, subject: anonymous } : row;
}
