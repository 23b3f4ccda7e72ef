import type { Database } from "../database.js";
import { one } from "./in-street.js";
import { realStreets } from "./clocks.js";
import { speakForIdentity } from "./identity.js";

/** Since when what fell due has waited: the clock and the message that have waited longest, in streets that are not for tests. */
export function oldestWaiting(
  database: Database,
  now: string,
): Promise<{ readonly clock: string | undefined; readonly message: string | undefined }> {
  return database.tx(async (tx) => {
    let clock: string | undefined;
    let message: string | undefined;
    const older = (a: string | undefined, b: string | undefined) =>
      a === undefined || (b !== undefined && Date.parse(b) < Date.parse(a)) ? b : a;
    for (const street of await realStreets(tx)) {
      await tx.query("select set_config('hub.street', $1, true)", [street]);
      clock = older(
        clock,
        await one(
          tx,
          "select to_jsonb(min(c.due)) as r from hub.clock c where c.street = $1 and c.due <= $2::timestamptz",
          [street, now],
        ),
      );
      message = older(
        message,
        await one(
          tx,
          "select to_jsonb(min(o.due)) as r from hub.outbox o where o.street = $1 and o.topic = 'settle' and o.due <= $2::timestamptz",
          [street, now],
        ),
      );
    }
    await speakForIdentity(tx);
    message = older(
      message,
      await one(tx, "select to_jsonb(min(t.due)) as r from identity.text_message t where t.due <= $1::timestamptz", [
        now,
      ]),
    );
    return { clock, message };
  });
}
