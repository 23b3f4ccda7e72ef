import type { JsonObject } from "@linli/contracts";
import { ProblemError, type Engine } from "../engine.js";
import { moveSettlement } from "../protocol/move-settlement.js";
import { streetToRead } from "../protocol/street-at-hand.js";
import { isUuid } from "../protocol/uuid.js";
import { isSigned, type SignedMessage } from "../protocol/webhook-signature.js";

/**
 * Takes note of what the payment service says became of a settlement. Its signature says who it is; the same said twice is
 * said once.
 * @throws not-found (no such settlement, or the street has no payment service), wrong-token (not signed, or not of now),
 * invalid, not-allowed-now (it can't become that from where it stands), busy
 */
export async function noteSettlement(
  engine: Engine,
  input: {
    readonly street: string;
    readonly id: string;
    readonly signed: SignedMessage & { readonly signature: string };
    /** Reads the body, once it is known who says it. */
    readonly read: () => { readonly state: string; readonly reference?: string; readonly reason?: string };
  },
): Promise<{ readonly id: string; readonly state: string }> {
  const service = engine.payments?.(input.street);
  if (service === undefined || !isUuid(input.id)) throw new ProblemError("not-found");
  if (!(await isSigned(service.secret, input.signed, engine.clock()))) throw new ProblemError("wrong-token");
  const { state, reference, reason } = input.read();
  const street = await streetToRead(engine, input.street);
  const more: JsonObject = {
    ...(reference === undefined ? {} : { reference }),
    ...(reason === undefined ? {} : { reason }),
  };
  await moveSettlement(engine, street, { settlement: input.id, to: { ...more, state } });
  return { id: input.id, state };
}
