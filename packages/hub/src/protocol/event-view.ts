import {
  localInstant,
  visibleInput,
  type EventView,
  type JsonObject,
  type Machine,
  type Relation,
} from "@linli/contracts";
import type { EventRow } from "../store/events.js";
import type { Street } from "../store/streets.js";
import { partyOf, type People } from "./people.js";
import type { Reader } from "./reader.js";

/** What an event's payload says. */
export interface EventBody {
  readonly scenario?: string;
  readonly resource?: string;
  /** Where a thing is. */
  readonly community?: string;
  readonly action?: string;
  /** Of `advance`: which stage was done. */
  readonly stage?: string;
  readonly clock?: string;
  readonly from?: string;
  readonly to?: string;
  readonly flags?: readonly string[];
  readonly by?: string;
  readonly as?: readonly Relation[];
  readonly input?: JsonObject;
  /** Ways and roles in which people were told. */
  readonly notify?: readonly string[];
  /** People who were told by name. */
  readonly told?: readonly string[];
}

/** What an event says; erased ones say nothing. */
export function bodyOf(event: EventRow): EventBody {
  return event.body === null ? {} : (JSON.parse(event.body) as EventBody);
}

/**
 * An event as somebody may see it. Who it was is shown to whoever answers for the record and to herself; others learn it of
 * those who act in their office or of the record's own parties, not of passers-by.
 */
export function eventView(
  look: { readonly street: Street; readonly people: People },
  event: EventRow,
  reader: Reader,
  machine?: Machine,
): EventView {
  const body = bodyOf(event);
  const works = reader.as.includes("handler") || reader.as.includes("assignee");
  const isMine = body.by === reader.actor.id;
  const inOffice = (body.as ?? []).some((relation) => relation !== "viewer" && relation !== "roll");
  const showsWho = body.by !== undefined && (works || isMine || (reader.isInsider && inOffice));
  const input = inputView(body, reader, machine, {
    isMine,
    // What is appended is listed for whoever reads the record, too.
    isOpen: works || (reader.isInsider && inOffice) || (event.type === "record.noted" && body.action !== "fold"),
  });
  return {
    seq: event.seq,
    id: event.id,
    at: localInstant(event.at, look.street.zone),
    type: event.type,
    ...(event.record === null ? {} : { record: event.record }),
    ...(body.resource === undefined ? {} : { resource: body.resource }),
    ...(body.scenario === undefined ? {} : { scenario: body.scenario }),
    ...((body.action ?? body.clock) === undefined ? {} : { action: body.action ?? `clock:${body.clock ?? ""}` }),
    ...(body.from === undefined ? {} : { from: body.from }),
    ...(body.to === undefined ? {} : { to: body.to }),
    ...(body.flags === undefined ? {} : { flags: body.flags }),
    ...(showsWho ? { by: partyOf(body.by as string, look.people, look.street) } : {}),
    ...(body.as === undefined ? {} : { as: body.as }),
    ...(body.stage === undefined ? {} : { stage: body.stage }),
    ...(input === undefined ? {} : { input }),
  };
}

function inputView(
  { action, stage, input }: EventBody,
  { onlooker }: Reader,
  machine: Machine | undefined,
  how: { readonly isMine: boolean; readonly isOpen: boolean },
): JsonObject | undefined {
  if (input === undefined) return undefined;
  if (machine === undefined || action === undefined) return how.isMine || how.isOpen ? input : undefined;
  return visibleInput(machine, { action, stage, input, ...how }, onlooker);
}
