import { ProblemError, type Answer, type Engine } from "../engine.js";
import { isSealedText, openSealedText } from "../seal/opening-database.js";
import { inStreet } from "../store/in-street.js";
import type { Replay } from "../store/load.js";
import { requestHash } from "./request-hash.js";

/**
 * Answers what was answered first under the same key.
 * @throws key-reused where something else was asked then
 */
export async function answerAgain<T>(
  engine: Engine,
  street: string,
  replay: Replay,
  request: object,
): Promise<Answer<T>> {
  if (replay.hash !== (await requestHash(engine.secrets, request))) throw new ProblemError("key-reused");
  const response = isSealedText(replay.response)
    ? await inStreet(engine.database, street, (query) => openSealedText(engine.keyring, query, replay.response))
    : replay.response;
  return { status: replay.status === 201 ? 201 : 200, body: JSON.parse(response) as T, replayed: true };
}
