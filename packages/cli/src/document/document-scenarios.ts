import { labelsOf, locales, machineOf, type Labels, type Locale } from "@linli/contracts";
import { catalogScenarios } from "../read/catalog.js";
import type { Scenarios } from "../read/read-scenarios.js";
import { docWords } from "./doc-words.js";
import { pageOf } from "./page.js";
import { statePicture } from "./state-picture.js";

type Texts = { readonly [locale in Locale]?: string };

/**
 * The pages of a scenarios tree: `<locale>/<field>/<id>.md`, its picture beside it, `<locale>/README.md` as the way in.
 * The tree must pass `linli check`.
 */
export function documentScenarios(scenarios: Scenarios): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const locale of locales) {
    const titles = titlesOf(scenarios, locale);
    const roles = rolesOf(scenarios, locale);
    for (const contract of scenarios.contracts) {
      const pattern = scenarios.patterns[contract.pattern];
      if (pattern === undefined) continue;
      const machine = machineOf(pattern, contract);
      const { kinds, common, commonLabels } = scenarios;
      const labels = labelsOf({ contract, pattern, kinds, common, commonLabels }, locale);
      const [field = "", group = ""] = contract.id.split(".");
      const path = `${titles[field] ?? field} / ${titles[`${field}.${group}`] ?? group}`;
      const words = docWords[locale];
      const parts = { machine, labels, words, locale, common, roles, titles };
      files.set(`${locale}/${field}/${contract.id}.md`, pageOf(parts, { path, picture: `${contract.id}.svg` }));
      const title = `${labels["title"] ?? contract.id}: ${words.picture}`;
      files.set(`${locale}/${field}/${contract.id}.svg`, statePicture(machine, labels, title));
    }
    files.set(`${locale}/README.md`, indexOf(scenarios, locale, titles));
  }
  return files;
}

function indexOf({ base, catalog, contracts }: Scenarios, locale: Locale, titles: Labels): string {
  const words = docWords[locale];
  const known = new Set(contracts.map(({ id }) => id));
  const inCatalog = new Set(catalogScenarios(catalog).map(({ id }) => id));
  const item = (id: string): string =>
    known.has(id) ? `  - [${titles[id] ?? id}](${id.split(".")[0] ?? ""}/${id}.md)` : `  - ${titles[id] ?? id}`;
  // A street's own pages lead to its own scenarios.
  const fields = (base === undefined ? catalog.tree : []).map((field) => {
    const groups = field.children.map(
      (group) => `- ${titles[group.id] ?? group.id}\n${group.children.map(({ id }) => item(id)).join("\n")}`,
    );
    return `## ${titles[field.id] ?? field.id}\n\n${groups.join("\n")}`;
  });
  const own = contracts
    .filter(({ id }) => base !== undefined || !inCatalog.has(id))
    .map(({ id }) => item(id).trimStart());
  return [`# ${words.list}`, words.note, ...fields, ...(own.length === 0 ? [] : [own.join("\n")]), ""].join("\n\n");
}

function titlesOf({ catalog, contracts, kinds }: Scenarios, locale: Locale): Labels {
  const named: Record<string, string> = {};
  const add = (id: string, texts: Texts | undefined): void => {
    const text = texts?.[locale];
    if (text !== undefined) named[id] = text;
  };
  for (const field of catalog.tree) {
    add(field.id, field.titles);
    for (const group of field.children) {
      add(group.id, group.titles);
      for (const leaf of group.children) add(leaf.id, leaf.titles);
    }
  }
  for (const { id, labels } of contracts) named[id] ??= labels[locale]["title"] ?? id;
  for (const { kind, labels } of kinds) named[`resource/${kind}`] = labels[locale]["title"] ?? kind;
  return named;
}

function rolesOf({ roles, commonLabels }: Scenarios, locale: Locale): Labels {
  const named = Object.entries(roles).flatMap(([role, said]) => {
    const text = (said as { readonly labels?: Texts } | undefined)?.labels?.[locale];
    return text === undefined ? [] : [[role, text] as const];
  });
  const relations = Object.entries(commonLabels[locale]).flatMap(([path, text]) =>
    path.startsWith("relation=") ? [[path.slice("relation=".length), text] as const] : [],
  );
  return { ...relationNames[locale], ...Object.fromEntries(relations), ...Object.fromEntries(named) };
}

/** How people and things stand to a record, and for whom one can be. */
const relationNames: { readonly [locale in Locale]: Labels } = {
  "zh-CN": {
    opener: "提出的人",
    subject: "当事人",
    behalf: "代办的工作人员",
    handler: "负责办理的岗位",
    assignee: "承办人",
    roll: "名册上的人",
    viewer: "看到的人",
    device: "设备",
    clock: "到期自动",
    hub: "系统",
    person: "个人",
    household: "家庭",
    community: "社区",
    jurisdiction: "街道",
  },
  en: {
    opener: "whoever asked",
    subject: "whom it is for",
    behalf: "staff who act for them",
    handler: "those who answer for it",
    assignee: "whom it was given to",
    roll: "those on the roll",
    viewer: "whoever sees it",
    device: "a device",
    clock: "by itself, when due",
    hub: "by itself",
    person: "a person",
    household: "a household",
    community: "a community",
    jurisdiction: "the street",
  },
  ko: {
    opener: "신청인",
    subject: "당사자",
    behalf: "대신 처리하는 직원",
    handler: "담당 부서",
    assignee: "맡은 사람",
    roll: "명부에 있는 사람",
    viewer: "볼 수 있는 사람",
    device: "기기",
    clock: "기한에 자동으로",
    hub: "자동으로",
    person: "개인",
    household: "가구",
    community: "지역사회",
    jurisdiction: "가도",
  },
};
