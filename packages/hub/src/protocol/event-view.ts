import { localInstant, visible, type EventView, type JsonObject, type Machine, type Relation } from "@linli/contracts";
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
  const showsInput = body.input !== undefined && (works || isMine || (reader.isInsider && inOffice));
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
    ...(showsInput
      ? {
          input: sparedInput(body.input as JsonObject, {
            machine,
            action: body.action,
            reader,
            whole: works || isMine,
          }),
        }
      : {}),
  };
}

interface Taking {
  readonly machine: Machine | undefined;
  readonly action: string | undefined;
  readonly reader: Reader;
  readonly whole: boolean;
}

/**
 * What an action took in, without what its reader may not see: of a record that was opened as the contract says; else, for
 * those who do not work on the record, without what is sensitive, and for those who are no party to it, without what is personal.
 */
export function sparedInput(input: JsonObject, { machine, action, reader, whole }: Taking): JsonObject {
  if (machine === undefined || action === undefined) return whole ? input : {};
  if (action === "open") return visible(machine, input, { as: reader.as, roles: reader.actor.roles });
  const properties = fieldsOf(machine, action);
  if (whole) return input;
  const isParty = reader.as.includes("opener") || reader.as.includes("subject");
  return Object.fromEntries(
    Object.entries(input).filter(([name]) => {
      const privacy = (properties[name] as JsonObject | undefined)?.["x-privacy"];
      return privacy === undefined || (privacy === "personal" && isParty);
    }),
  );
}

/** The fields of what an action takes; those of all stages for the action that takes theirs. */
function fieldsOf({ contract, pattern }: Machine, action: string): JsonObject {
  const schemas =
    action === "advance"
      ? (contract.stages ?? []).map((stage) => stage.input)
      : [contract.inputs?.[action] ?? pattern.actions[action]?.input];
  return Object.assign({}, ...schemas.map((schema) => schema?.["properties"] ?? {})) as JsonObject;
}
