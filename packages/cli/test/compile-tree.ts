import { cpSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";

/** Contracts enough to tell them apart: a court, a nursery visit, an accident. */
export const someScenarios = [
  "sports.venues.court",
  "childcare.enrolment.nursery-visit",
  "resident-requests.report.accident-help",
] as const;

/** Copies the tree of scenarios with these contracts only: whatever is tested on it takes no longer for those to come. */
export function copySomeScenarios(to: string): void {
  const kept = new Set<string>(someScenarios.map((id) => `${id}.json`));
  cpSync(fileURLToPath(new URL("../../../scenarios", import.meta.url)), to, {
    recursive: true,
    filter: (path) => !/\..+\.json$/.test(basename(path)) || /\.schema\.json$/.test(path) || kept.has(basename(path)),
  });
}
