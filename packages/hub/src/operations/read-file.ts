import type { FileView } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { childViews } from "../protocol/child-view.js";
import { eventView } from "../protocol/event-view.js";
import { readBytes } from "../protocol/file-bytes.js";
import { gather, readerIn } from "../protocol/gather.js";
import { isInScope } from "../protocol/scope.js";
import { nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { viewOf } from "../protocol/view.js";
import { readFile as readRow, recordsNaming, sayingsOf } from "../store/files.js";
import { inStreet } from "../store/in-street.js";
import { readWhole } from "../store/records.js";
import type { WholeRecord } from "../store/rows.js";
import { isUuid } from "../protocol/uuid.js";

/**
 * Reads a file: whoever kept it may, and whoever sees where it is named: in a record, in what was said to it.
 * @throws not-found
 */
export async function readFile(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly id: string },
): Promise<{ readonly file: FileView; readonly bytes: Uint8Array }> {
  const street = await streetToRead(engine, input.street);
  if (!isUuid(input.id)) throw new ProblemError("not-found");
  const row = await inStreet(engine.database, street.id, async (query) => {
    const row = await readRow(query, street.id, input.id);
    if (row === undefined) throw new ProblemError("not-found");
    const { id } = row;
    if (row.owner === caller.id) return row;
    const wholes: WholeRecord[] = [];
    for (const record of await recordsNaming(query, street.id, id)) {
      const whole = await readWhole(query, street.id, record);
      if (whole && isInScope(caller, whole.row.scenario)) wholes.push(whole);
    }
    const gathered = await gather(query, { engine, street, now: nowIn(engine, street), caller }, wholes);
    for (const whole of wholes) {
      const known = readerIn(gathered, whole);
      if (known === undefined || !known.reader.mayRead) continue;
      const { machine, reader } = known;
      const { events, children } = await sayingsOf(query, street.id, { record: whole.row.id, file: id });
      const shown = [
        viewOf(gathered, whole, machine, reader).record,
        events.map((event) => eventView(gathered, event, reader, machine)),
        childViews({ street, people: gathered.people, machine }, children, reader),
      ];
      if (JSON.stringify(shown).includes(id)) return row;
    }
    throw new ProblemError("not-found");
  });
  const bytes = await readBytes(engine, street.id, row);
  if (bytes === undefined) throw new ProblemError("not-found");
  const { id, name, type, size } = row;
  return { file: { id, name, type, size }, bytes };
}
