import { timeIn, type JsonObject } from "@linli/contracts";
import type { EventRow } from "../store/events.js";
import type { RecordRow } from "../store/rows.js";
import { bodyOf, type EventBody } from "./event-view.js";

/** What an event says of the record as a whole. */
type Said = EventBody & { readonly record?: JsonObject; readonly derived?: JsonObject; readonly subject?: string };

/**
 * A record as it was at a moment, from its events; a change that says from which date it holds counts from then on.
 * `undefined`: there was none yet.
 */
export function asOf(row: RecordRow, events: readonly EventRow[], moment: string, zone: string): RecordRow | undefined {
  const time = timeIn(zone);
  const told = events
    .map((event) => ({ event, body: bodyOf(event) as Said }))
    .map(({ event, body }) => {
      const from = body.input?.["asOf"];
      return { event, body, holds: typeof from === "string" ? time.atTime(`${from}T12:00:00Z`, "00:00") : event.at };
    });
  const then = told
    .filter(({ holds }) => Date.parse(holds) <= Date.parse(moment))
    .sort((a, b) => Date.parse(a.holds) - Date.parse(b.holds) || a.event.seq - b.event.seq);
  const last = <T>(part: (body: Said) => T | undefined): T | undefined =>
    then.map(({ body }) => part(body)).findLast((one) => one !== undefined);
  const data = last(({ record }) => record);
  if (data === undefined) return undefined;
  return {
    ...row,
    data,
    derived: last(({ derived }) => derived) ?? {},
    state: last(({ to }) => to) ?? row.state,
    flags: last(({ flags }) => flags) ?? [],
    subject: last(({ subject }) => subject) ?? row.subject,
  };
}
