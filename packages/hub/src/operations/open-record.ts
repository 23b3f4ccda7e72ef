import type { OpenRequest, RecordView } from "@linli/contracts";
import type { Answer, Caller, Engine } from "../engine.js";
import { openFor } from "../protocol/open-for.js";
import { perform } from "../protocol/perform.js";
import { refuseOutside } from "../protocol/scope.js";

/** What is asked to be opened. */
export interface OpenInput {
  readonly street: string;
  readonly request: OpenRequest;
  readonly key?: string;
}

/**
 * Opens a record: validates, asks who may, takes what it uses, or joins the waitlist.
 * @throws invalid, consent-missing, not-permitted, not-eligible, period-taken, full, outside-opening, off-grid,
 * unknown-resource, limit-reached, key-reused, below-floor, busy, and the checks of pattern and contract
 */
export async function openRecord(engine: Engine, caller: Caller, input: OpenInput): Promise<Answer<RecordView>> {
  const { street, request, key } = input;
  refuseOutside(caller, request.scenario);
  return perform<RecordView>(engine, {
    street,
    key: key === undefined ? undefined : { actor: caller.id, key, request: { do: "open", request } },
    blind: true,
    decide: (plan, begin) => openFor(plan, begin, { caller, request }),
  });
}
