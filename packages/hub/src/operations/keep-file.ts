import type { FileView } from "@linli/contracts";
import { ProblemError, type Answer, type Caller, type Engine } from "../engine.js";
import { placeBytes } from "../protocol/file-bytes.js";
import { requestHash } from "../protocol/request-hash.js";
import { nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { hex, uuid7 } from "../protocol/uuid.js";
import { findAnswer, keepAnswer, writeFile } from "../store/files.js";
import { inStreet } from "../store/in-street.js";
import { readPeople } from "../store/members.js";

/** A file that was taken in (type sniffed, metadata stripped). */
export interface FileInput {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * Keeps a file of a member.
 * @throws not-found, not-permitted (no member), infected, key-reused, busy
 */
export async function keepFile(
  engine: Engine,
  caller: Caller,
  input: { readonly street: string; readonly file: FileInput; readonly key?: string },
): Promise<Answer<FileView>> {
  const street = await streetToRead(engine, input.street);
  const { name, type, bytes } = input.file;
  const at = nowIn(engine, street);
  const view: FileView = { id: uuid7(engine, Date.parse(at)), name, type, size: bytes.length };
  const digest = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>)));
  const hash = await requestHash(engine.secrets, { do: "keep-file", name, type, digest });
  await engine.keyring.bring(engine.database, street.id);
  if ((await engine.scan?.(input.file)) === "infected") throw new ProblemError("infected");
  // Before the row, so that no row names bytes that are not there; where that fails they are deleted again.
  const placed = await placeBytes(engine, street.id, { id: view.id, bytes });
  const kept = inStreet(engine.database, street.id, async (query) => {
    const { key } = input;
    const before = key === undefined ? undefined : await findAnswer(query, street.id, { actor: caller.id, key });
    if (before !== undefined && before.hash !== hash) throw new ProblemError("key-reused");
    if (before !== undefined)
      return { status: 201 as const, body: JSON.parse(before.response) as FileView, replayed: true };
    const people = await readPeople(query, street.id, [caller.id]);
    if (people[caller.id] === undefined && caller.operator !== true) throw new ProblemError("not-permitted");
    const isFirst =
      key === undefined ||
      (await keepAnswer(query, street.id, {
        actor: caller.id,
        key,
        hash,
        status: 201,
        response: JSON.stringify(view),
        at,
      }));
    // A twin was faster: whoever asks again is answered what it was answered.
    if (!isFirst) throw new ProblemError("busy");
    await writeFile(query, street.id, { ...view, owner: caller.id, ...placed, at });
    return { status: 201 as const, body: view, replayed: false };
  });
  const answer = await kept.catch(async (error: unknown) => {
    await engine.files?.delete(`${street.id}/${view.id}`);
    throw error;
  });
  if (answer.replayed) await engine.files?.delete(`${street.id}/${view.id}`);
  return answer;
}
