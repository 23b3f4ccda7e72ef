import type { RecordView, RunPart } from "@linli/contracts";
import type { exchangeWords } from "./exchange-words.js";

/** What it costs who takes it, or what it brings her; "": nothing. */
export function sayPrice(
  { derived, record }: Pick<RecordView, "derived" | "record">,
  { settings }: Pick<RunPart, "settings">,
  say: ReturnType<typeof exchangeWords>,
): string {
  const amount = [derived.price, derived.bounty, record.wage].find((one) => typeof one === "number");
  const unit = (["points", "hours", "fen"] as const).find((one) => one === settings.unit) ?? "fen";
  return typeof amount !== "number" ? "" : say(unit, { n: unit === "fen" ? amount / 100 : amount });
}
