import type { Query } from "../database.js";
import type { Engine } from "../engine.js";
import { commit, noChanges, noExpects } from "../store/commit.js";
import { hex, uuid7 } from "./uuid.js";

/** The event that so many records were erased, and why; in the transaction that erased them. It says of nobody who she was. */
export async function noteErased(
  engine: Engine,
  query: Query,
  noted: { readonly street: string; readonly now: string; readonly records: number; readonly why: string },
): Promise<void> {
  const changes = noChanges(noted.now);
  changes.events.push({
    id: uuid7(engine, Date.parse(noted.now)),
    type: "records.erased",
    record: null,
    salt: hex(engine.random(16)),
    payload: JSON.stringify({ by: "hub", as: ["hub"], why: noted.why, records: noted.records }),
  });
  await commit(query, noted.street, changes, noExpects());
}
