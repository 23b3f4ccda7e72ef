import type { RecordView } from "@linli/contracts";
import type { Words } from "../../lib/words.js";

/** The figure of a record; `undefined`: there is none yet. */
export function figureOf({ derived, record }: Pick<RecordView, "derived" | "record">): number | undefined {
  const value = derived.value ?? record.value;
  return typeof value === "number" ? value : undefined;
}

/** A figure as people write it: at most one decimal. */
export const sayFigure = (n: number): string => String(Math.round(n * 10) / 10);

/** Of which period it is: as the record says. */
export function periodOf({ record, opened }: Pick<RecordView, "record" | "opened">): string {
  const said = [record.month, record.quarter, record.period, record.year, record.date].find(
    (one) => typeof one === "string" || typeof one === "number",
  );
  return said === undefined ? opened.slice(0, 10) : String(said);
}

/** Whose figure: the department, village or thing that it measures. */
export function scopeOf(view: RecordView, words: Words, communities: ReadonlyMap<string, string>): string {
  const { record, subject, uses } = view;
  const named = Object.entries(record).flatMap(([name, value]) => {
    const said = typeof value === "string" ? words.label(`record/${name}=${value}`) : "";
    return said === "" ? [] : [said];
  });
  return [uses[0]?.name ?? communities.get(subject.id) ?? subject.name ?? "", ...named]
    .filter((one) => one !== "")
    .join(" · ");
}
