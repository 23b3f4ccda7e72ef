import type { JsonObject } from "@linli/contracts";
import type { Engine } from "../engine.js";
import type { Street } from "../store/streets.js";

/** What a job works with. */
export interface JobContext {
  readonly engine: Engine;
  readonly street: Street;
  /** The street's now. */
  readonly now: string;
  readonly input: JsonObject;
  /** Where it stood when it was cut off. */
  readonly place: JsonObject | null;
  readonly done: number;
  /** Says how far it has come, and where it would go on. */
  readonly told: (done: number, total: number | null, place: JsonObject | null) => Promise<void>;
}

/** What came of a job; `again`: it goes on at that moment. */
export interface JobOutcome {
  readonly report: JsonObject;
  readonly again?: string;
}

/** Carries a kind of job out. */
export type Job = (context: JobContext) => Promise<JobOutcome>;
