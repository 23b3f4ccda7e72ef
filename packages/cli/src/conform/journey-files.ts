import { fileFieldsOf, filesInInput, filesNamed, at as valueAt, withAt } from "@linli/contracts";
import type { Bundle, Contract, FileFields, Json, JsonObject, NamedFile, Step } from "@linli/contracts";
import type { HubCalls } from "./hub-calls.js";
import { sampleFiles } from "./sample-files.js";

/** The files of a journey: what the journey calls them, and which ids they got when they were sent. */
export interface JourneyFiles {
  /** Sends a small real file for every one that a value names, as whoever names it; gives the value with the real ids. */
  readonly send: (step: Step, as: string, value: JsonObject) => Promise<JsonObject>;
  /** Learns the ids that files got which were sent in another way, from the record as it is now. */
  readonly learn: (step: Step, value: JsonObject, record: JsonObject) => void;
  /** What must be so, with the real ids. */
  readonly known: (expected: Json | undefined) => Json | undefined;
}

/**
 * Keeps track of the files of one journey.
 * @throws Error (`send`) where the back end does not take a file in
 */
export function journeyFiles(calls: HubCalls, bundle: Bundle, contract: Contract): JourneyFiles {
  const pattern = bundle.patterns[contract.pattern];
  const fields: FileFields =
    pattern === undefined ? { record: [], inputs: {}, stages: {} } : fileFieldsOf(contract, pattern, bundle.common);
  const ids = new Map<string, string>();
  const namedIn = (step: Step, value: JsonObject): readonly NamedFile[] =>
    step.do === "open" ? filesNamed(fields.record, value) : filesInInput(fields, step.do ?? "", value);
  return {
    send: async (step, as, value) => {
      let sent: Json = value;
      const now = new Map<string, string>();
      for (const { at, id, type } of namedIn(step, value)) {
        const real = now.get(id) ?? (await keep(calls, as, { id, type }));
        now.set(id, real);
        ids.set(id, real);
        sent = withAt(sent, at, real);
      }
      return sent as JsonObject;
    },
    learn: (step, value, record) => {
      for (const { at, id } of namedIn(step, value)) {
        const now = valueAt(record, at.replace(/^\/changes/, ""));
        if (typeof now === "string") ids.set(id, now);
      }
    },
    known: (expected) => withReal(expected, ids),
  };
}

async function keep(calls: HubCalls, as: string, { id, type }: Pick<NamedFile, "id" | "type">): Promise<string> {
  const { value, problem } = await calls.keepFile(as, sampleFiles[type]);
  if (problem) throw new Error(`${id} could not be sent: ${JSON.stringify(problem)}`);
  return value.id;
}

function withReal(value: Json | undefined, ids: ReadonlyMap<string, string>): Json | undefined {
  if (typeof value === "string") return ids.get(value) ?? value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => withReal(item, ids) ?? null);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withReal(member, ids)]));
}
