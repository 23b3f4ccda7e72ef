import { fixedTime } from "@linli/contracts/fixed-time";
import { evaluate } from "@linli/contracts/rules";
import type { Json, JsonObject, RunPart } from "@linli/contracts";

interface Line {
  readonly from: Json;
  readonly to: Json;
  readonly amount: Json;
}

/**
 * What an entry will do to the account of whom it is for: what comes in less what goes out. `undefined`: not to be said
 * here, since it hangs on what only the hub knows.
 */
export function changeOf(
  { settings, parameters }: Pick<RunPart, "settings" | "parameters">,
  record: JsonObject,
  derived: { readonly [name: string]: unknown },
): number | undefined {
  const lines = (settings.lines ?? []) as unknown as readonly Line[];
  let change = 0;
  for (const { from, to, amount } of lines) {
    if (from !== "subject" && to !== "subject") continue;
    const value = evaluate(
      amount,
      { record, derived: derived as JsonObject, settings, parameters },
      fixedTime("+08:00"),
    );
    if (value === null || value === undefined || value === 0) continue;
    if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
    change += to === "subject" ? value : -value;
  }
  return change;
}
