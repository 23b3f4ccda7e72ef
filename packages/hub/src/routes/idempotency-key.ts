import { ProblemError } from "../engine.js";

/** The most characters that an `Idempotency-Key` may have. */
export const longestKey = 128;

/**
 * Reads the `Idempotency-Key` of a POST: 1 to 128 visible ASCII characters, in quotes (draft-ietf-httpapi-idempotency-key)
 * or without.
 * @throws ProblemError key-missing (absent, too long, or of other characters)
 */
export function idempotencyKey(request: Request): string {
  const header = request.headers.get("idempotency-key")?.trim() ?? "";
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header;
  if (key === "") throw new ProblemError("key-missing");
  const faults = /^[!-~]+$/.test(key) ? [] : [{ at: "", keyword: "format", limit: "ascii" }];
  if (key.length > longestKey) faults.push({ at: "", keyword: "maxLength", limit: String(longestKey) });
  if (faults.length > 0) throw new ProblemError("key-missing", { faults });
  return key;
}
