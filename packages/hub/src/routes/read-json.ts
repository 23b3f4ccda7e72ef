import type { Json, JsonObject, Validate } from "@linli/contracts";
import { ProblemError } from "../engine.js";
import { checkText } from "./check-text.js";
import { findSyntaxError } from "./find-syntax-error.js";
import { readBytes } from "./read-bytes.js";

/** The most bytes that a JSON body may have: 256 KiB. */
export const largestJson = 256 * 1024;

/** The most bytes that a batch of a thousand readings may have: 1 MiB. */
export const largestBatch = 1024 * 1024;

/**
 * Reads a JSON body and checks its outer shape; what lies in `record`, `input` or `value` is checked by the contract.
 * @param validate Of the outer shape.
 * @param inner The member that people fill in: pointers into it begin there, as those of its contract do.
 * @param largest The most bytes that it may have.
 * @throws ProblemError too-large, unsupported-type, malformed (says where), invalid (every fault)
 */
export async function readJson<T>(request: Request, validate: Validate, inner = "", largest = largestJson): Promise<T> {
  const type = request.headers.get("content-type");
  const bytes = await readBytes(request, largest);
  if (bytes.length === 0) return checked({}, validate, inner);
  if (type !== null && !/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type))
    throw new ProblemError("unsupported-type");
  return checked(parse(bytes), validate, inner);
}

/**
 * Reads JSON from bytes that were read already, and checks its shape.
 * @throws ProblemError malformed, invalid
 */
export function parseJson<T>(bytes: Uint8Array, validate: Validate): T {
  return checked(parse(bytes), validate, "");
}

function parse(bytes: Uint8Array): Json {
  const text = decode(bytes);
  try {
    return JSON.parse(text) as Json;
  } catch {
    const { line, column } = findSyntaxError(text);
    throw new ProblemError("malformed", { faults: [{ at: "", keyword: "json", limit: `${line}:${column}` }] });
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError("malformed", { faults: [{ at: "", keyword: "format", limit: "utf-8" }] });
  }
}

function checked<T>(value: Json, validate: Validate, inner: string): T {
  const storable = checkText(value).map((fault) =>
    fault.at.startsWith(`/${inner}/`) ? { ...fault, at: fault.at.slice(inner.length + 1) } : fault,
  );
  const faults = storable.length > 0 ? storable : validate(value);
  if (faults.length > 0) throw new ProblemError("invalid", { faults });
  return value as JsonObject as T;
}
