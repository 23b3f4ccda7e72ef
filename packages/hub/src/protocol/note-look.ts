import type { JsonObject, Pointer } from "@linli/contracts";
import type { Engine } from "../engine.js";
import { commit, noChanges, noExpects } from "../store/commit.js";
import type { Street } from "../store/streets.js";
import { isChanged } from "./commit-errors.js";
import { hex, uuid7 } from "./uuid.js";

/** Under which name it is kept that somebody looked at a record on a day. */
export function lookOn(now: string): string {
  return `look:${now.slice(0, 10)}`;
}

/**
 * The event that somebody looked at what lists mask, once a day for one record. It stands in the street's chain, not in the
 * record's life, and nobody is poked for it: else who follows would look again.
 */
export async function noteLook(
  engine: Engine,
  street: Street,
  look: {
    readonly now: string;
    readonly by: string;
    readonly record: string;
    readonly scenario: string;
    readonly fields: readonly Pointer[];
  },
): Promise<void> {
  const { now, by, record, scenario, fields } = look;
  const changes = noChanges(now);
  changes.given.push({ record, action: lookOn(now), once: `actor:${by}` });
  const payload: JsonObject = { scenario, looked: record, by, as: ["handler"], fields };
  changes.events.push({
    id: uuid7(engine, Date.parse(now)),
    type: "record.revealed",
    record: null,
    salt: hex(engine.random(16)),
    payload: JSON.stringify(payload),
  });
  try {
    await commit(engine.database, street.id, changes, noExpects());
  } catch (error) {
    // She looked twice at once: it is noted already.
    if (!isChanged(error)) throw error;
  }
}
