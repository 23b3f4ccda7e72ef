import type { JsonObject, ProblemCode } from "@linli/contracts";
import type { Query } from "../routes/read-query.js";

/** One method of one path, before it becomes OpenAPI. */
export interface Operation {
  readonly method: "get" | "post" | "put";
  readonly path: string;
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Anybody may, without a token. */
  readonly open?: boolean;
  /** Asked with a client's id and secret (RFC 7617) instead of a token. */
  readonly basic?: boolean;
  readonly query?: Query;
  readonly headers?: readonly { readonly name: string; readonly description: string }[];
  readonly body?: JsonObject;
  /** The body is bytes of one of these types. */
  readonly bytes?: readonly string[];
  readonly bytesOut?: boolean;
  readonly streams?: boolean;
  readonly key?: boolean;
  readonly ifMatch?: boolean;
  /** View by status. */
  readonly answers: { readonly [status: number]: string };
  readonly problems?: readonly ProblemCode[];
}

/** Address of a street. */
export const street = "/v1/streets/{street}";
/** Problems of every reading. */
export const read = ["no-token", "not-found"] as const satisfies readonly ProblemCode[];
/** Problems of every writing. */
export const write = ["invalid", "no-token", "not-permitted", "not-found"] as const satisfies readonly ProblemCode[];
