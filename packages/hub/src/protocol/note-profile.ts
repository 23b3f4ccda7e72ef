import type { Json, JsonObject, Profile } from "@linli/contracts";
import type { Query } from "../database.js";
import type { Engine } from "../engine.js";
import { commit, noChanges, noExpects } from "../store/commit.js";
import type { Replay } from "../store/load.js";
import { hashedText } from "./request-hash.js";
import { hex, uuid7 } from "./uuid.js";

/** A change of a street's profile, as it is written down. */
export interface ProfileChange {
  readonly street: string;
  readonly now: string;
  readonly by: string;
  readonly before: Profile | null;
  readonly after: Profile | null;
  /** The street from which it was taken over. */
  readonly from?: string | undefined;
  /** Under which the answer is kept. */
  readonly key?: { readonly key: string; readonly request: object; readonly body: object } | undefined;
}

/** The event of a profile's change, in the transaction that changes it; gives an earlier answer under the same key. */
export async function noteProfile(
  engine: Engine,
  query: Query,
  { street, now, by, before, after, from, key }: ProfileChange,
): Promise<Replay | undefined> {
  const payload: JsonObject = {
    by,
    as: ["handler"],
    ...(from === undefined ? {} : { from }),
    changed: changedParts(before, after),
    profile: after as Json,
  };
  const changes = noChanges(now);
  changes.events.push({
    id: uuid7(engine, Date.parse(now)),
    type: from === undefined ? "profile.changed" : "profile.taken-over",
    record: null,
    salt: hex(engine.random(16)),
    payload: JSON.stringify(payload),
  });
  if (key !== undefined)
    changes.key = {
      actor: by,
      key: key.key,
      request: await hashedText(engine.secrets, key.request),
      status: 200,
      response: JSON.stringify(key.body),
    };
  const done = await commit(query, street, changes, noExpects());
  return "replay" in done ? done.replay : undefined;
}

/** What of a profile is otherwise than before: its parts, and the scenarios of which it says something else. */
export function changedParts(before: Profile | null, after: Profile | null): readonly string[] {
  const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
  const parts = (["select", "order", "brand", "resources"] as const).filter((part) =>
    differs(before?.[part], after?.[part]),
  );
  const ids = [...new Set([before, after].flatMap((one) => Object.keys(one?.scenarios ?? {})))].sort();
  return [...parts, ...ids.filter((id) => differs(before?.scenarios?.[id], after?.scenarios?.[id]))];
}
