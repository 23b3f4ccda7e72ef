import {
  amended,
  actionOf,
  decide,
  fixedTime,
  type Act,
  type Decision,
  type Facts,
  type Machine,
  type RecordState,
} from "@linli/contracts";

/**
 * Decides an act whose input may be anything. The interpreter looks at what an act would leave before it looks at its
 * faults, and dates that are none can't be looked at: then the faults are told.
 */
export function decideSafely(machine: Machine, record: RecordState | undefined, act: Act, facts: Facts): Decision {
  try {
    return decide(machine, record, act, facts);
  } catch (error) {
    const faults = faultsOf(machine, record, act);
    if (faults.length === 0) throw error;
    return { ok: false, problem: "invalid", faults, allowed: [] };
  }
}

function faultsOf(machine: Machine, record: RecordState | undefined, act: Act) {
  const { validators } = machine;
  if (validators === undefined) return [];
  if (record === undefined) return validators.record(act.input ?? {});
  const input = act.input ?? {};
  const faults = validators.inputs[act.do]?.(input) ?? [];
  if (faults.length > 0) return faults;
  const after = amended(machine, record, act, actionOf(machine, act.do)?.effects ?? [], {}, fixedTime("+00:00"));
  const prefix = "changes" in input ? "/changes" : "";
  return validators.record(after.data).map((fault) => ({ ...fault, at: prefix + fault.at }));
}
