import { locales, type Labels, type Locale, type Machine } from "@linli/contracts";
import { commonLabelsOf, namedParts } from "../read/schema-fields.js";
import type { Scenarios } from "../read/read-scenarios.js";
import { inputOf } from "./action-inputs.js";
import type { WantedLabels } from "./label-rules.js";

/** Which labels a contract must and may have, given what it makes of its pattern. */
export function contractLabels(
  machine: Machine,
  { common, commonLabels }: Pick<Scenarios, "common" | "commonLabels">,
): WantedLabels {
  const { contract, pattern } = machine;
  const needed = new Map<string, string>([
    ["title", "the scenario"],
    ["summary", "the scenario in a sentence"],
    ["actions/open", "opening one"],
  ]);
  const allowed = new Set<string>();
  const given = Object.fromEntries(locales.map((locale) => [locale, { ...pattern.labels[locale] }])) as {
    [locale in Locale]: { [path: string]: string };
  };

  const parts = (schema: object | undefined, prefix: string, what: string): void => {
    if (typeof schema !== "object" || schema === null) return;
    for (const part of namedParts(schema as Parameters<typeof namedParts>[0], common)) {
      const path = prefix + part.path;
      if (part.plain === true) allowed.add(path);
      else
        needed.set(
          path,
          part.kind === "value"
            ? `the value "${part.path.split("=").at(-1) ?? ""}" of ${what}`
            : `${what} "${part.path}"`,
        );
      if (part.kind === "field") allowed.add(`hints/${path}`);
    }
    for (const locale of locales) {
      const texts: Labels = commonLabelsOf(
        schema as Parameters<typeof namedParts>[0],
        common,
        commonLabels[locale],
        prefix,
      );
      for (const [path, text] of Object.entries(texts)) given[locale][path] ??= text;
    }
  };

  parts(contract.record, "record/", "the field");
  for (const action of machine.actions) {
    needed.set(`actions/${action}`, `the action "${action}"`);
    if (action !== "advance") parts(inputOf(machine, action), `inputs/${action}/`, `the input of "${action}"`);
    allowed.add(`hints/actions/${action}`);
  }
  for (const state of machine.states) needed.set(`states/${state}`, `the state "${state}"`);
  for (const flag of Object.keys(pattern.flags)) needed.set(`flags/${flag}`, `the flag "${flag}"`);
  for (const code of [...pattern.problems, ...(contract.checks ?? []).map((check) => check.code)])
    needed.set(`problems/${code}`, `the problem "${code}"`);
  for (const [name, rule] of Object.entries(contract.derived ?? {})) {
    needed.set(`derived/${name}`, `the derived field "${name}"`);
    for (const part of namedParts({ properties: { [name]: rule.schema } }, common)) {
      if (part.plain === true) allowed.add(`derived/${part.path}`);
      else needed.set(`derived/${part.path}`, `the derived field "${part.path}"`);
    }
    for (const locale of locales) {
      const texts = commonLabelsOf({ properties: { [name]: rule.schema } }, common, commonLabels[locale], "derived/");
      for (const [path, text] of Object.entries(texts)) given[locale][path] ??= text;
    }
  }
  for (const name of Object.keys(contract.parameters ?? {})) {
    needed.set(`parameters/${name}`, `the parameter "${name}"`);
    allowed.add(`hints/parameters/${name}`);
  }
  for (const consent of contract.consent ?? []) needed.set(`consent/${consent.id}`, `the consent "${consent.id}"`);
  for (const stage of contract.stages ?? []) {
    needed.set(`stages/${stage.id}`, `the stage "${stage.id}"`);
    parts(stage.input, `stages/${stage.id}/`, `the input of the stage "${stage.id}"`);
    allowed.add(`hints/stages/${stage.id}`);
  }
  for (const code of HUB_PROBLEMS) allowed.add(`problems/${code}`);
  return { needed, allowed, given };
}

/** Problems of the hub that a contract may word in its own way. */
const HUB_PROBLEMS = [
  "not-eligible",
  "period-taken",
  "full",
  "outside-opening",
  "off-grid",
  "limit-reached",
  "already-given",
  "consent-missing",
  "below-floor",
];
