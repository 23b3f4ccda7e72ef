import type { JsonObject } from "@linli/contracts";
import type { Caller, Engine } from "../engine.js";

/** What anybody may see who scans a certificate's code. */
export interface CertificateView {
  readonly number: string;
  readonly valid: boolean;
  readonly scenario: string;
  readonly issued: string;
  readonly until?: string;
  readonly shows: JsonObject;
}

/**
 * Verifies a certificate by its code; anybody may.
 * @throws unknown
 */
export async function readCertificate(engine: Engine, caller: Caller, input: { readonly street: string; readonly code: string }): Promise<CertificateView> {
  throw new Error("being written");
}
