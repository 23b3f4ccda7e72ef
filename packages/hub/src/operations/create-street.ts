import { sameJson, type JsonObject, type Profile, type StreetView } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { noteProfile } from "../protocol/note-profile.js";
import { freshStreet, nowIn } from "../protocol/street-at-hand.js";
import { streetView } from "../protocol/street-view.js";
import { noteWake } from "../store/clocks.js";
import { inStreet } from "../store/in-street.js";
import { readStreet, writeStreet } from "../store/streets.js";

/** What a new street is. `test`: its clock stands still until it is moved. */
export interface StreetInput {
  readonly id: string;
  readonly name: string;
  /** IANA time zone. */
  readonly zone: string;
  readonly communities: readonly {
    readonly id: string;
    readonly name: string;
    readonly parent?: string;
    readonly kind?: string;
  }[];
  readonly phone?: string;
  readonly brand?: JsonObject;
  readonly profile?: Profile;
  /** `holidays`, `workdays` (local dates) and working `hours` (`from`, `until`). */
  readonly calendar?: JsonObject;
  readonly test?: boolean;
  /** Where the clock of a test street stands; absent: the hub's now. */
  readonly now?: string;
}

/**
 * Makes a street with its communities; an operator may. Made again, it changes its name, telephone, look, profile and
 * calendar, and communities are added; its zone and its clock stay, and
 * its profile where none is said.
 * @throws not-permitted, invalid
 */
export async function createStreet(
  engine: Engine,
  caller: Caller,
  input: { readonly street: StreetInput },
): Promise<StreetView> {
  const { street } = input;
  if (caller.operator !== true) throw new ProblemError("not-permitted");
  if (!isZone(street.zone))
    throw new ProblemError("invalid", { faults: [{ at: "/zone", keyword: "format", limit: "zone" }] });
  const now = new Date(engine.clock()).toISOString();
  await inStreet(engine.database, street.id, async (query) => {
    const before = await readStreet(query, street.id);
    if (before !== undefined && before.zone !== street.zone) throw new ProblemError("already-there", { at: "/zone" });
    // The clocks look into a new street soon: there may be records to open by rule.
    await noteWake(query, street.id, now);
    await writeStreet(query, {
      id: street.id,
      name: street.name,
      zone: street.zone,
      phone: street.phone ?? null,
      brand: street.brand ?? null,
      profile: street.profile ?? before?.profile ?? null,
      calendar: street.calendar ?? null,
      test: before?.test ?? street.test === true,
      clock: street.test === true ? (street.now ?? now) : null,
      created: now,
      jurisdictions: street.communities.map(({ id, name, parent, kind }) => ({
        id,
        name,
        parent: parent ?? null,
        kind: kind ?? "community",
      })),
    });
    // Made again, it gets another profile as it would by anybody else: with an event.
    if (before !== undefined && street.profile !== undefined && !sameJson(before.profile, street.profile))
      await noteProfile(engine, query, {
        street: street.id,
        now: nowIn(engine, before),
        by: caller.id,
        before: before.profile,
        after: street.profile,
      });
  });
  const made = await freshStreet(engine, street.id);
  return streetView(made, nowIn(engine, made));
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).format(0) !== "";
  } catch {
    return false;
  }
}
