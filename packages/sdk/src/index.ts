// Types of the catalog's scenarios come with the client.
import type {} from "@linli/contracts/map";

export {
  createClient,
  type Client,
  type ClientOptions,
  type MemberQuery,
  type MemberView,
  type RecordQuery,
  type ResourceQuery,
  type StatementQuery,
} from "./client.js";
export type { EventQuery } from "./events.js";
export { ProblemError, type Code, type FieldError } from "./problem-error.js";
export type { ActOptions, RecordHandle, TypesOf } from "./record-handle.js";
export type { AvailabilityQuery, OpenOptions, ScenarioHandle } from "./scenario-handle.js";
export type { ThingInput, Things } from "./things.js";
export { mintKey, type TransportOptions } from "./transport.js";
export type { UploadOptions } from "./upload.js";
