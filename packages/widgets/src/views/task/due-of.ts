import type { RecordView } from "@linli/contracts";

/** Until when a record should be done: what was computed, else what was asked for, else its flagging clock; an instant. */
export function dueOf({ derived, record, clocks }: RecordView): string | undefined {
  const said = derived.due ?? record.dueBy ?? record.due;
  return typeof said === "string" ? said : clocks.find(({ then }) => then === "overdue")?.due;
}
