import {
  at,
  localInstant,
  withAt,
  type CertificateView,
  type Json,
  type JsonObject,
  type Machine,
} from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { certificateOf } from "../protocol/effects/certify.js";
import { machineIn, nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { readCode } from "../protocol/verify-code.js";
import { readCertificateRow, streetOfCode } from "../store/certificates.js";
import { inStreet } from "../store/in-street.js";
import { readWhole } from "../store/records.js";
import type { RecordRow } from "../store/rows.js";
import { learnContracts, scenarioOf } from "../protocol/kept-contracts.js";

/**
 * Verifies a certificate by its code; anybody may. What the contract shows of it is all that is told, and of one that was
 * revoked only that it was.
 * @throws not-found (this hub has not given the code)
 */
export async function verifyCertificate(engine: Engine, caller: Caller, typed: string): Promise<CertificateView> {
  const code = await readCode(engine, typed);
  const street = code === undefined ? undefined : await streetOfCode(engine.database, code);
  if (code === undefined || street === undefined) throw new ProblemError("not-found");
  return readCertificate(engine, caller, { street, code });
}

/**
 * The same in one street.
 * @throws not-found
 */
export async function readCertificate(
  engine: Engine,
  _caller: Caller,
  input: { readonly street: string; readonly code: string },
): Promise<CertificateView> {
  const street = await streetToRead(engine, input.street);
  return inStreet(engine.database, street.id, async (query) => {
    const found = await readCertificateRow(query, street.id, input.code);
    const whole = found === undefined ? undefined : await readWhole(query, street.id, found.record);
    if (whole !== undefined) await learnContracts(engine, query, [whole.row]);
    const scenario = whole === undefined ? undefined : scenarioOf(engine, whole.row);
    if (found === undefined || whole === undefined || scenario === undefined) throw new ProblemError("not-found");
    const machine = machineIn(engine, street, scenario);
    const inTime = found.until === null || Date.parse(found.until) > Date.parse(nowIn(engine, street));
    const status = statusOf(machine, whole.row, inTime);
    return {
      number: found.number,
      status,
      valid: status === "valid",
      street: street.name,
      scenario: found.scenario,
      issued: localInstant(found.issued, street.zone),
      ...(found.until === null ? {} : { until: localInstant(found.until, street.zone) }),
      shows: status === "revoked" ? {} : shownOf(machine, whole.row),
    };
  });
}

/** What is over is over because its time is, or before: then it was revoked, or given up. */
function statusOf({ pattern }: Machine, row: RecordRow, inTime: boolean): CertificateView["status"] {
  const state = pattern.states[row.state];
  if (state?.end === true) return inTime || state.givenUp !== undefined ? "revoked" : "expired";
  if (!inTime) return "expired";
  return row.state === "suspended" ? "suspended" : "valid";
}

function shownOf(machine: Machine, { data }: RecordRow): JsonObject {
  return (certificateOf(machine)?.shows ?? []).reduce<JsonObject>((shown, pointer) => {
    const value = at(data, pointer) as Json | undefined;
    return value === undefined ? shown : (withAt(shown, pointer, value) as JsonObject);
  }, {});
}
