import { at, type RecordView } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { aroundRecord } from "../protocol/around.js";
import { asOf } from "../protocol/as-of.js";
import { bodyOf, eventView } from "../protocol/event-view.js";
import { stateOf } from "../protocol/plan.js";
import { readerOf } from "../protocol/reader.js";
import { maskedFor } from "../protocol/masking.js";
import { lookOn, noteLook } from "../protocol/note-look.js";
import { machineIn, nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { viewOf } from "../protocol/view.js";
import { readEventRows } from "../store/events.js";
import { inStreet } from "../store/in-street.js";
import { load } from "../store/load.js";
import { readPeople } from "../store/members.js";
import { isUuid } from "../protocol/uuid.js";
import { learnContracts, scenarioOf } from "../protocol/kept-contracts.js";

/** How much of a record's life is shown with it. */
const longestLife = 500;

/**
 * Reads one record with its events, as this reader may see it. Who sees what lists mask for her leaves an event.
 * `asOf`: as it was then, which a later change may say it was.
 * @throws not-found (none of that id in this street, or none that she may see)
 */
export async function readRecord(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly record: string; readonly asOf?: string },
): Promise<RecordView> {
  const street = await streetToRead(engine, input.street);
  if (!isUuid(input.record)) throw new ProblemError("not-found");
  const now = nowIn(engine, street);
  let looked: Parameters<typeof noteLook>[2] | undefined;
  const view = await inStreet(engine.database, street.id, async (query) => {
    const loaded = await load(query, street.id, {
      record: input.record,
      actor: caller.id,
      giver: caller.id,
      people: [caller.id],
    });
    const whole = loaded !== undefined && !("replay" in loaded) ? loaded.record : undefined;
    if (whole !== undefined) await learnContracts(engine, query, [whole.row]);
    const scenario = whole === undefined ? undefined : scenarioOf(engine, whole.row);
    if (loaded === undefined || "replay" in loaded || whole === undefined || scenario === undefined)
      throw new ProblemError("not-found");
    const machine = machineIn(engine, street, scenario);
    const people = new Map(Object.entries(loaded.people ?? {}));
    const resources = new Map((loaded.resources ?? []).map((row) => [row.id, row]));
    const known = {
      street,
      now,
      person: people.get(caller.id),
      standing: loaded.standing,
      resources,
      onRoll: loaded.onRoll,
    };
    const reader = readerOf(machine, whole, stateOf(whole, street.zone), caller, known);
    if (!reader.mayRead) throw new ProblemError("not-found");
    const look = { engine, street, now, people, resources };
    const fields = maskedFor(machine, whole, reader);
    const isNew = loaded.given?.some(([action]) => action === lookOn(now)) !== true;
    if (fields.length > 0 && isNew)
      looked = { now, by: caller.id, record: input.record, scenario: whole.row.scenario, fields };
    const around = await aroundRecord(look, machine, { whole, reader }, async (ask) => {
      const found = await load(query, street.id, ask);
      if (found === undefined || "replay" in found) throw new ProblemError("not-found");
      return found;
    });
    const rows = await readEventRows(query, street.id, { record: input.record, after: 0, limit: longestLife });
    const actors = [
      ...new Set(rows.map((row) => bodyOf(row).by).filter((by): by is string => by !== undefined && !people.has(by))),
    ];
    for (const person of Object.values(actors.length === 0 ? {} : await readPeople(query, street.id, actors)))
      people.set(person.id, person);
    if (input.asOf !== undefined) {
      const row = asOf(whole.row, rows, input.asOf, street.zone);
      if (row === undefined) throw new ProblemError("not-found");
      // What was then can't be acted on.
      return { ...viewOf(look, { ...whole, row }, machine, { ...reader, actions: [] }), clocks: [] };
    }
    return {
      ...viewOf(look, whole, machine, reader, around),
      events: rows.map((row) => eventView(look, row, reader, machine)),
    };
  });
  const seen = looked?.fields.filter((field) => at(view.record, field) !== undefined) ?? [];
  if (looked !== undefined && seen.length > 0) await noteLook(engine, street, { ...looked, fields: seen });
  return view;
}
