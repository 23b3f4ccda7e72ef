import {
  clocksTable,
  fieldsTable,
  followList,
  inputsList,
  livesList,
  movesTable,
  peopleList,
  rulesList,
  seeList,
  sourcesList,
} from "./sections.js";
import type { PageParts } from "./sections.js";

/** A scenario's page in one language, as Markdown. `picture`: address of the drawing of its states. */
export function pageOf(parts: PageParts, where: { readonly path: string; readonly picture: string }): string {
  const { machine, labels, words } = parts;
  const { id, version, pattern } = machine.contract;
  const sections: readonly (readonly [title: string, body: string])[] = [
    [words.asks, fieldsTable(parts)],
    [words.people, peopleList(parts)],
    [words.states, `![${words.picture}](${where.picture})\n\n${movesTable(parts)}`],
    [words.fills, inputsList(parts)],
    [words.sees, seeList(parts)],
    [words.clocks, clocksTable(parts)],
    [words.rules, rulesList(parts)],
    [words.follow, followList(parts)],
    [words.lives, livesList(parts)],
    [words.sources, sourcesList(parts)],
  ];
  const body = sections.flatMap(([title, text]) => (text === "" ? [] : [`## ${title}\n\n${text}`]));
  return [
    `# ${labels["title"] ?? id}`,
    labels["summary"] ?? "",
    `\`${id}\` ${version} · \`${pattern}\` · ${where.path}`,
    ...body,
    `_${words.note}_`,
    "",
  ].join("\n\n");
}
