import { profileMisfits, withoutMisfits, type Profile, type ProfileView } from "@linli/contracts";
import { ProblemError, type Answer, type Caller, type Engine } from "../engine.js";
import { answerAgain } from "../protocol/answer-again.js";
import { changedParts, noteProfile } from "../protocol/note-profile.js";
import { profileGround } from "../protocol/profile-ground.js";
import { freshStreet, nowIn } from "../protocol/street-at-hand.js";
import { refuseOthers } from "../protocol/street-office.js";
import { noteWake } from "../store/clocks.js";
import { inStreet } from "../store/in-street.js";
import type { Replay } from "../store/load.js";
import { readPeople } from "../store/members.js";
import { writeProfile, type Street } from "../store/streets.js";

/** A profile for a street: one of its own, or one that another street has exported. */
export interface ProfileInput {
  readonly street: string;
  readonly profile: Profile;
  /** Says what would happen, and changes nothing. */
  readonly dryRun?: boolean;
  /** Takes the rest where something does not fit. */
  readonly leaveOut?: boolean;
  readonly ifMatch?: number;
  readonly key: string;
}

class Replayed extends Error {
  readonly replay: Replay;
  constructor(replay: Replay) {
    super("replayed");
    this.replay = replay;
  }
}

/**
 * Gives a street another profile, at once and for everybody; officials of the street may. What was made in another street
 * leaves this street's own look and things as they are. A dry run only says what does not fit and what would change.
 * @throws not-found, not-permitted, profile-unfit, stale-revision, key-reused
 */
export async function changeProfile(engine: Engine, caller: Caller, input: ProfileInput): Promise<Answer<ProfileView>> {
  const street = await freshStreet(engine, input.street);
  const people = await inStreet(engine.database, street.id, (query) => readPeople(query, street.id, [caller.id]));
  refuseOthers(caller, people[caller.id], street);
  const misfits = profileMisfits(input.profile, profileGround(engine));
  const next = nextProfile(street, withoutMisfits(input.profile, misfits));
  const view = (revision: number, applied: boolean): ProfileView => ({
    profile: next,
    revision,
    misfits,
    applied,
    changed: changedParts(street.profile, next),
  });
  if (input.dryRun === true) return { status: 200, body: view(street.revision, false), replayed: false };
  if (misfits.length > 0 && input.leaveOut !== true)
    throw new ProblemError("profile-unfit", { faults: misfits.map(({ at, code }) => ({ at, keyword: code })) });
  const { key, profile, leaveOut } = input;
  const request = { do: "change-profile", profile, leaveOut };
  const from = input.profile.made?.street;
  const now = nowIn(engine, street);
  try {
    const body = await inStreet(engine.database, street.id, async (query) => {
      const revision = await writeProfile(query, { street: street.id, profile: next, was: street.revision });
      if (revision === undefined) throw new ProblemError("stale-revision");
      const answered = view(revision, true);
      const replay = await noteProfile(engine, query, {
        street: street.id,
        now,
        by: caller.id,
        before: street.profile,
        after: next,
        from: from === street.id ? undefined : from,
        key: { key, request, body: answered },
      });
      if (replay !== undefined) throw new Replayed(replay);
      // Only now: who asks again is answered as before, whatever has changed since.
      if (input.ifMatch !== undefined && input.ifMatch !== street.revision) throw new ProblemError("stale-revision");
      // What opens by itself in a scenario that is offered from now on is looked for soon.
      await noteWake(query, street.id, now);
      return answered;
    });
    return { status: 200, body, replayed: false };
  } catch (error) {
    if (error instanceof Replayed) return answerAgain(engine, street.id, error.replay, request);
    throw error;
  } finally {
    engine.cache.streets.delete(street.id);
    engine.pokes.poke(street.id);
  }
}

/** What was made elsewhere comes without that street's look and things. */
function nextProfile(street: Street, { made, ...profile }: Profile): Profile {
  if (made === undefined || made.street === street.id) return profile;
  const { brand: _brand, resources: _resources, ...taken } = profile;
  const { brand, resources } = street.profile ?? {};
  return {
    ...taken,
    ...(brand === undefined ? {} : { brand }),
    ...(resources === undefined ? {} : { resources }),
  };
}
