import { at, localInstant, milliseconds, sameJson, type Machine, type RecordView } from "@linli/contracts";
import type { Ask, Loaded } from "../store/load.js";
import type { WholeRecord } from "../store/rows.js";
import type { Reader } from "./reader.js";

interface DuplicateRule {
  readonly metres: number;
  readonly during: string;
  readonly by?: readonly string[];
}

/** What a load asks for what may be the same matter as a record; `undefined`: nothing, or not for this reader. */
export function duplicatesAsk(machine: Machine, { row }: WholeRecord, reader: Reader, zone: string): Ask["duplicates"] {
  const rule = machine.settings["duplicates"] as DuplicateRule | undefined;
  if (rule === undefined || row.lat === null || row.lon === null || row.ended || !reader.actions.includes("merge"))
    return undefined;
  const [opened, during] = [Date.parse(row.opened), milliseconds(rule.during)];
  const [after, before] = [localInstant(opened - during, zone), localInstant(opened + during, zone)];
  const { id, scenario, lat, lon } = row;
  return { record: id, scenario, lat, lon, metres: rule.metres, after, before };
}

/** What may be the same matter, nearest first: for staff to look at, who may merge one into the other. */
export function duplicatesView(
  machine: Machine,
  { row }: WholeRecord,
  found: Loaded["duplicates"],
  zone: string,
): NonNullable<RecordView["duplicates"]> {
  const { by = [] } = machine.settings["duplicates"] as unknown as DuplicateRule;
  const isSame = ({ data }: { readonly data: WholeRecord["row"]["data"] }) =>
    by.every((pointer) => sameJson(at(data, pointer) ?? null, at(row.data, pointer) ?? null));
  return (found ?? []).filter(isSame).map(({ id, state, opened, metres }) => ({
    record: id,
    state,
    opened: localInstant(opened, zone),
    metres: Math.round(metres),
  }));
}
