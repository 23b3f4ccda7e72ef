import type { Engine } from "../engine.js";
import { signMessage } from "./webhook-signature.js";

/** A message that is posted: CloudEvents 1.0 (structured JSON), signed the Standard Webhooks way. */
export interface SignedPost {
  readonly url: string;
  /** `whsec_<base64>`, or plain text. */
  readonly secret: string;
  /** The same at every attempt, so that who receives it twice knows it. */
  readonly id: string;
  readonly body: string;
}

/** How long an answer is waited for, in milliseconds. */
const patience = 20_000;

/** Posts it; gives the status that was answered, or what was in the way. */
export async function postSigned(
  engine: Engine,
  { url, secret, id, body }: SignedPost,
): Promise<{ readonly taken: boolean; readonly status?: number; readonly fault?: string }> {
  const timestamp = String(Math.floor(engine.clock() / 1000));
  const signature = await signMessage(secret, { id, timestamp, body });
  try {
    const answer = await engine.fetch(url, {
      method: "POST",
      headers: {
        "Content-Type": "application/cloudevents+json",
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signature,
      },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(patience),
    });
    await answer.body?.cancel();
    return { taken: answer.ok, status: answer.status };
  } catch (error) {
    return { taken: false, fault: error instanceof Error ? error.message : String(error) };
  }
}
