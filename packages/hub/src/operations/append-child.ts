import { actionAppending, type JsonObject, type RecordView } from "@linli/contracts";
import { ProblemError, type Answer, type Caller, type Engine } from "../engine.js";
import { machineIn, streetToRead } from "../protocol/street-at-hand.js";
import { isUuid } from "../protocol/uuid.js";
import { learnContracts, scenarioOf } from "../protocol/kept-contracts.js";
import { inStreet } from "../store/in-street.js";
import { stampOfRecord } from "../store/records.js";
import { actOnRecord } from "./act-on-record.js";

/**
 * Appends a child row (comment, ballot, entry, rating …): takes the action of the record's pattern that does.
 * @throws not-found (no such record, or its scenario has no such rows), and as {@link actOnRecord}
 */
export async function appendChild(
  engine: Engine,
  caller: Caller,
  input: {
    readonly street: string;
    readonly record: string;
    readonly kind: string;
    readonly input?: JsonObject;
    readonly consent?: readonly string[];
    readonly key?: string;
  },
): Promise<Answer<RecordView>> {
  const { kind, ...act } = input;
  const street = await streetToRead(engine, input.street);
  const scenario = isUuid(input.record)
    ? await inStreet(engine.database, street.id, async (query) => {
        const stamp = await stampOfRecord(query, street.id, input.record);
        if (stamp !== undefined) await learnContracts(engine, query, [stamp]);
        return stamp && scenarioOf(engine, stamp);
      })
    : undefined;
  const action = scenario === undefined ? undefined : actionAppending(machineIn(engine, street, scenario), kind);
  if (action === undefined) throw new ProblemError("not-found");
  return actOnRecord(engine, caller, { ...act, action });
}
