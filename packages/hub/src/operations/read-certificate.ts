import { at, localInstant, withAt, type Json, type JsonObject } from "@linli/contracts";
import { ProblemError, type Caller, type Engine } from "../engine.js";
import { machineIn, nowIn, streetToRead } from "../protocol/street-at-hand.js";
import { readCertificateRow } from "../store/certificates.js";
import { inStreet } from "../store/in-street.js";
import { readWhole } from "../store/records.js";

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
 * Verifies a certificate by its code; anybody may. It is valid while its record is in a state in which one is given.
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
    const scenario = whole === undefined ? undefined : engine.scenarios.get(whole.row.scenario);
    if (found === undefined || whole === undefined || scenario === undefined) throw new ProblemError("not-found");
    const machine = machineIn(engine, street, scenario);
    const settings = machine.settings["certificate"] as { readonly shows?: readonly string[] } | undefined;
    const shows = (settings?.shows ?? []).reduce<JsonObject>((shown, pointer) => {
      const value = at(whole.row.data, pointer) as Json | undefined;
      return value === undefined ? shown : (withAt(shown, pointer, value) as JsonObject);
    }, {});
    const inTime = found.until === null || Date.parse(found.until) > Date.parse(nowIn(engine, street));
    const certifying = machine.moves.filter((move) =>
      machine.pattern.actions[move.action]?.effects.some((effect) => effect === "certify"),
    );
    return {
      number: found.number,
      valid: inTime && certifying.some((move) => move.to === whole.row.state),
      scenario: found.scenario,
      issued: localInstant(found.issued, street.zone),
      ...(found.until === null ? {} : { until: localInstant(found.until, street.zone) }),
      shows,
    };
  });
}
