import type { Json } from "@linli/contracts";
import type { Read } from "./host.js";

// Input methods type full-width digits, and copied numbers carry spaces.
const narrow = (input: HTMLInputElement) => input.value.normalize("NFKC").replace(/\s/g, "");

/** Reads words: outer spaces do not count, nothing is no value. */
export const readText: Read = (input) => input.value.trim() || undefined;

/** Reads a code, such as a mobile or identity number. */
export const readCode: Read = (input) => narrow(input).toUpperCase() || undefined;

/** Reads a number; what is none stays as typed, for the validator to refuse. */
export const readNumber: Read = (input) => {
  const typed = narrow(input);
  if (typed === "") return undefined;
  return Number.isNaN(Number(typed)) ? typed : Number(typed);
};

/** Reads yuan into fen. */
export const readYuan: Read = (input, schema) => {
  const yuan = readNumber(input, schema);
  return typeof yuan === "number" ? Math.round(yuan * 100) : yuan;
};

/** Reads a local date and time into an instant at an offset. */
export const readInstant =
  (offset: string): Read =>
  (input) =>
    input.value === "" ? undefined : `${input.value.slice(0, 16)}:00${offset}`;

/** Reads a choice back as the JSON value that it stands for. */
export const readChoice: Read = (input, schema) =>
  (schema.enum as readonly Json[]).find((choice) => String(choice) === input.value);
