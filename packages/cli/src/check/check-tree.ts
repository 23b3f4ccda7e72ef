import { locales } from "@linli/contracts";
import type { Scenarios } from "../read/read-scenarios.js";
import type { CheckFault, Say } from "./fault.js";
import { ownPrefix, type Catalog } from "../read/catalog.js";
import { checkText } from "./label-rules.js";
import { didYouMean } from "./suggest.js";

/** Says what is wrong with the catalog, the roles and the labels of the shared definitions. */
export function checkTree(scenarios: Scenarios, sayIn: (file: string) => Say): void {
  const { catalog, roles, patterns } = scenarios;
  const inCatalog = sayIn("catalog.json");
  const seen = new Map<string, string>();
  const node = (id: string, at: string, parent: string | undefined): void => {
    if (seen.has(id)) inCatalog(`${at}/id`, `"${id}" is there twice.`, `It is at ${seen.get(id) ?? ""} already.`);
    seen.set(id, at);
    if (parent !== undefined && !id.startsWith(`${parent}.`))
      inCatalog(`${at}/id`, `"${id}" does not begin with "${parent}.".`, "An id begins with that of the branch.");
  };
  const titles = (value: { readonly [locale: string]: string } | undefined, at: string): void => {
    for (const locale of locales) {
      const text = value?.[locale];
      if (text === undefined) inCatalog(`${at}/titles`, `The title in ${locale} is missing.`, "Add it.");
      else checkText(text, locale, `${at}/titles/${locale}`, inCatalog);
    }
  };
  catalog.tree.forEach((field, i) => {
    const at = `/tree/${String(i)}`;
    node(field.id, at, undefined);
    titles(field.titles as unknown as Record<string, string>, at);
    if (!(field.unit in catalog.units))
      inCatalog(`${at}/unit`, `There is no unit "${field.unit}".`, didYouMean(field.unit, Object.keys(catalog.units)));
    if (!(field.campaign in catalog.campaigns))
      inCatalog(
        `${at}/campaign`,
        `There is no campaign "${field.campaign}".`,
        didYouMean(field.campaign, Object.keys(catalog.campaigns)),
      );
    field.communityTypes.forEach((type, j) => {
      if (!(type in catalog.communityTypes))
        inCatalog(
          `${at}/communityTypes/${String(j)}`,
          `There is no type "${type}".`,
          didYouMean(type, Object.keys(catalog.communityTypes)),
        );
    });
    field.children.forEach((group, j) => {
      const below = `${at}/children/${String(j)}`;
      node(group.id, below, field.id);
      titles(group.titles as unknown as Record<string, string>, below);
      group.children.forEach((scenario, k) => {
        const leaf = `${below}/children/${String(k)}`;
        node(scenario.id, leaf, group.id);
        titles(scenario.titles as unknown as Record<string, string>, leaf);
        if (!(scenario.pattern in patterns))
          inCatalog(
            `${leaf}/pattern`,
            `There is no pattern "${scenario.pattern}".`,
            didYouMean(scenario.pattern, Object.keys(patterns)),
          );
      });
    });
  });
  checkNeeds(catalog, inCatalog, titles);
  for (const [name, collection] of Object.entries(catalog.collections)) {
    const at = `/collections/${name}`;
    titles(collection.titles as unknown as Record<string, string>, at);
    if (collection.pattern !== undefined && !(collection.pattern in patterns))
      inCatalog(
        `${at}/pattern`,
        `There is no pattern "${collection.pattern}".`,
        didYouMean(collection.pattern, Object.keys(patterns)),
      );
    collection.nodes?.forEach((id, i) => {
      if (!seen.has(id))
        inCatalog(`${at}/nodes/${String(i)}`, `The catalog has no node "${id}".`, didYouMean(id, seen.keys()));
    });
  }
  const inRoles = sayIn("roles.json");
  for (const [role, said] of Object.entries(roles))
    for (const locale of locales) {
      const text = (said as { readonly labels?: { readonly [locale: string]: string } } | null)?.labels?.[locale];
      if (text === undefined) inRoles(`/${role}/labels`, `The label in ${locale} is missing.`, "Add it.");
      else checkText(text, locale, `/${role}/labels/${locale}`, inRoles);
    }
  const inCommon = sayIn("common.json");
  const { commonLabels } = scenarios;
  for (const locale of locales)
    for (const path of new Set(locales.flatMap((one) => Object.keys(commonLabels[one])))) {
      const text = commonLabels[locale][path];
      const at = `/labels/${locale}/${path.replaceAll("/", "~1")}`;
      if (text === undefined) inCommon(at, "The label is missing.", `Add "${path}" in ${locale}.`);
      else checkText(text, locale, at, inCommon);
    }
}

/** Says which fields no need or several needs name, and which a need names that are none. */
function checkNeeds(
  catalog: Catalog,
  say: Say,
  titles: (value: { readonly [locale: string]: string }, at: string) => void,
): void {
  const fields = new Set(catalog.tree.map(({ id }) => id));
  const named = new Map<string, string>();
  catalog.needs.forEach((need, i) => {
    titles(need.titles as unknown as Record<string, string>, `/needs/${String(i)}`);
    need.fields.forEach((field, j) => {
      const at = `/needs/${String(i)}/fields/${String(j)}`;
      if (!fields.has(field)) say(at, `The catalog has no field "${field}".`, didYouMean(field, fields));
      const other = named.get(field);
      if (other !== undefined) say(at, `"${field}" belongs to "${other}" already.`, "A field belongs to one need.");
      named.set(field, need.id);
    });
  });
  for (const [i, { id }] of catalog.tree.entries())
    if (!named.has(id))
      say(`/tree/${String(i)}/id`, `No need names "${id}".`, 'Add it to the fields of one of "needs".');
}

/** Says which contract files are not where their id says, or are there twice. */
export function checkPlaces(scenarios: Scenarios, sayIn: (file: string) => Say): void {
  const nodes = new Map(
    scenarios.catalog.tree.flatMap((field) =>
      field.children.flatMap((group) => group.children.map((one) => [one.id, one] as const)),
    ),
  );
  const seen = new Map<string, string>();
  for (const contract of scenarios.contracts) {
    const file = scenarios.files.get(contract) ?? "";
    const say = sayIn(file);
    const { id } = contract;
    if (typeof id !== "string") continue;
    const right = `${id.split(".")[0] ?? ""}/${id}.json`;
    if (file !== right) say("/id", `The file is ${file}.`, `It is ${right}.`);
    const node = nodes.get(id);
    if (node === undefined) {
      if (scenarios.base === undefined)
        say("/id", `The catalog has no scenario "${id}".`, didYouMean(id, nodes.keys(), "There are"));
      else if (!id.startsWith(ownPrefix))
        say("/id", `The catalog has no scenario "${id}".`, `A street's own begin with "${ownPrefix}".`);
    } else if (node.pattern !== contract.pattern)
      say("/pattern", `The catalog says that "${id}" is carried out as ${node.pattern}.`, `It is "${node.pattern}".`);
    const other = seen.get(id);
    if (other !== undefined) say("/id", `"${id}" is there twice.`, `The other is ${other}.`);
    seen.set(id, file);
  }
}

/** Sorts faults as people read: by file, then as they were found. */
export function sorted(faults: readonly CheckFault[]): readonly CheckFault[] {
  return [...faults].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
}
