import type { JsonSchema, RecordView } from "@linli/contracts";
import type { Screen } from "../flow/screen.js";

const names = ["title", "name", "topic", "subject", "goods", "what", "motion"];
const mostChoices = 2;

/** What a record is about, in a line: its title if it has one, else its first choices, else the thing that it uses. */
export function headline(view: RecordView, { contract, words }: Pick<Screen, "contract" | "words">): string {
  const { record, uses } = view;
  const titled = names.map((name) => record[name]).find((value) => typeof value === "string");
  if (titled !== undefined) return String(titled);
  const properties = Object.entries((contract.record.properties ?? {}) as { readonly [name: string]: JsonSchema });
  const chosen = properties
    .filter(([name, { enum: choices }]) => choices !== undefined && typeof record[name] === "string")
    .map(([name]) => words.label(`record/${name}=${String(record[name])}`));
  const said = chosen.filter((one) => one !== "").slice(0, mostChoices);
  return said.length > 0 ? said.join(" · ") : (uses[0]?.name ?? words.label("title"));
}

/** Whom it is for, where that is a person and not the reader. */
export function forWhom({ subject, community }: RecordView, me: string | undefined): string {
  return subject.id === community || subject.id === me ? "" : (subject.name ?? "");
}
