import {
  problems,
  sayDuration,
  type Journey,
  type JsonObject,
  type JsonSchema,
  type Labels,
  type Locale,
  type Machine,
  type Seer,
} from "@linli/contracts";
import { definitionOf, resolved } from "../read/schema-fields.js";
import type { DocWords } from "./doc-words.js";

/** What a page is made from, in one language. */
export interface PageParts {
  readonly machine: Machine;
  readonly labels: Labels;
  readonly words: DocWords;
  readonly locale: Locale;
  readonly common: JsonObject;
  /** Names of roles and relations. */
  readonly roles: Labels;
  /** Titles of scenarios and of kinds of things. */
  readonly titles: Labels;
}

/** The fields that somebody fills in. */
export function fieldsTable({ machine, labels, words, common, titles }: PageParts): string {
  const { record } = machine.contract;
  const required = new Set((record["required"] ?? []) as readonly string[]);
  const rows = Object.entries((record["properties"] ?? {}) as { readonly [name: string]: JsonSchema }).map(
    ([name, schema]) => {
      const privacy = schema["x-privacy"] as "personal" | "sensitive" | undefined;
      return [
        `**${labels[`record/${name}`] ?? name}** \`${name}\``,
        kindOf(schema, `record/${name}`, { labels, words, common, titles }),
        required.has(name) ? words.yes : "",
        privacy === undefined ? "" : words[privacy],
        labels[`hints/record/${name}`] ?? "",
      ];
    },
  );
  return table([words.field, words.kind, words.required, words.privacy, words.hint], rows);
}

type Sayable = Pick<PageParts, "labels" | "words" | "common" | "titles">;

function kindOf(schema: JsonSchema, path: string, parts: Sayable): string {
  const { words, common, titles } = parts;
  const name = definitionOf(schema);
  const whole = resolved(schema, common);
  const kind = whole["x-kind"];
  if (typeof kind === "string") return words.thing.replace("{kind}", titles[`resource/${kind}`] ?? kind);
  const said = name === undefined ? undefined : byName[name];
  if (said !== undefined) return words[said];
  const values = (whole["enum"] ?? (whole["const"] === undefined ? undefined : [whole["const"]])) as
    readonly unknown[] | undefined;
  if (values !== undefined) return `${words.choice}: ${valuesOf(values, path, parts)}`;
  if (whole["type"] === "array") {
    const items = resolved((whole["items"] ?? {}) as JsonSchema, common);
    const several = items["enum"] as readonly unknown[] | undefined;
    return several === undefined
      ? `${words.several2}: ${kindOf((whole["items"] ?? {}) as JsonSchema, path, parts)}`
      : `${words.several}: ${valuesOf(several, path, parts)}`;
  }
  if (whole["type"] === "object") {
    const names = Object.keys((whole["properties"] ?? {}) as object);
    return `${words.group}: ${names.map((one) => parts.labels[`${path}/${one}`] ?? one).join(", ")}`;
  }
  const type = whole["type"];
  if (type === "integer" || type === "number") return words[type] + boundsOf(whole);
  return type === "boolean" ? words.boolean : words.text;
}

const valuesOf = (values: readonly unknown[], path: string, { labels }: Sayable): string =>
  values.map((value) => labels[`${path}=${String(value)}`] ?? String(value)).join(" / ");

const boundsOf = ({ minimum, maximum }: JsonSchema): string =>
  minimum === undefined && maximum === undefined ? "" : ` ${String(minimum ?? "")}–${String(maximum ?? "")}`;

const byName: { readonly [definition: string]: keyof DocWords | undefined } = {
  fen: "fen",
  date: "date",
  instant: "instant",
  period: "period",
  place: "place",
  point: "place",
  photo: "photo",
  photos: "photo",
  file: "file",
  files: "file",
  personId: "person",
};

/** What is asked of those who act, and of those who work through a stage. */
export function inputsList({ machine, labels, words, common, titles }: PageParts): string {
  const { contract, pattern } = machine;
  const line = (title: string, schema: JsonSchema | undefined, path: string): readonly string[] => {
    const members = Object.entries((schema?.["properties"] ?? {}) as { readonly [name: string]: JsonSchema });
    if (members.length === 0) return [];
    const fields = members.map(([name, member]) => {
      const kind = kindOf(member, `${path}/${name}`, { labels, words, common, titles });
      return `  - ${labels[`${path}/${name}`] ?? name}: ${kind}`;
    });
    return [`- **${title}**`, ...fields];
  };
  const actions = [...machine.actions].filter((action) => action !== "advance");
  return [
    ...actions.flatMap((action) =>
      line(
        labels[`actions/${action}`] ?? action,
        contract.inputs?.[action] ?? pattern.actions[action]?.input,
        `inputs/${action}`,
      ),
    ),
    ...(contract.stages ?? []).flatMap((stage) =>
      line(labels[`stages/${stage.id}`] ?? stage.id, stage.input, `stages/${stage.id}`),
    ),
  ].join("\n");
}

/** Who sees what not everybody sees, beyond those whom personal fields are shown to anyway. */
export function seeList({ machine, labels, roles }: PageParts): string {
  const named = (one: string): string => roles[one] ?? one;
  const saidSeer = (one: Seer): string =>
    typeof one === "string"
      ? named(one)
      : `${one.who.map(named).join(", ")} (${one.while.map((state) => labels[`states/${state}`] ?? state).join(", ")})`;
  return Object.entries(machine.contract.people.see ?? {})
    .map(([what, who]) => {
      const path = what.startsWith("/") ? `record${what.replaceAll("/*", "")}` : what;
      return `- ${labels[path] ?? what}: ${who.map(saidSeer).join(", ")}`;
    })
    .join("\n");
}

/** Who takes part. */
export function peopleList({ machine, words, roles }: PageParts): string {
  const { people } = machine.contract;
  const named = (list: readonly string[]): string => list.map((one) => roles[one] ?? one).join(", ");
  const lines = [
    [words.open, named(people.open)],
    [words.subject, roles[people.subject] ?? people.subject],
    [words.behalf, named(people.behalf ?? [])],
    [words.handler, named(people.handler)],
  ];
  return lines.flatMap(([what = "", who = ""]) => (who === "" ? [] : [`- ${what}: ${who}`])).join("\n");
}

/** Which action leads from where to where, and who may take it. */
export function movesTable({ machine, labels, words, roles }: PageParts): string {
  const found = new Map<string, { readonly from: Set<string>; readonly to: Set<string> }>();
  for (const { from, to, action } of machine.moves) {
    const one = found.get(action) ?? { from: new Set(), to: new Set() };
    found.set(action, one);
    one.from.add(labels[`states/${from}`] ?? from);
    if (from !== to) one.to.add(labels[`states/${to}`] ?? to);
  }
  const rows = [...found].map(([action, { from, to }]) => {
    const by = machine.contract.people.act?.[action] ?? machine.pattern.actions[action]?.by ?? [];
    return [
      labels[`actions/${action}`] ?? action,
      [...from].join(", "),
      [...to].join(", "),
      by.map((one) => roles[one] ?? one).join(", "),
    ];
  });
  return table([words.move, words.from, words.to, words.by], rows);
}

/** What runs out, when, and what happens then. */
export function clocksTable({ machine, labels, words, locale }: PageParts): string {
  const rows = machine.clocks.flatMap((clock) => {
    const { plus } = clock;
    const length =
      typeof plus === "string"
        ? plus
        : machine.settings[
            String((plus as { readonly var?: unknown } | undefined)?.var ?? "").replace("settings.", "")
          ];
    if (plus !== undefined && typeof length !== "string") return [];
    const then =
      typeof clock.then === "string"
        ? (labels[`actions/${clock.then}`] ?? clock.then)
        : clock.then === undefined
          ? words.remind
          : (labels[`flags/${clock.then.flag}`] ?? clock.then.flag);
    const states = clock.while.filter((state) => machine.states.has(state));
    if (states.length === 0) return [];
    return [
      [
        then,
        states.map((state) => labels[`states/${state}`] ?? state).join(", "),
        typeof length === "string" ? sayDuration(length, locale) : "",
      ],
    ];
  });
  return rows.length === 0 ? "" : table([words.clock, words.while, words.plus], rows);
}

/** In words: checks, what needs consent, what a street may change. */
export function rulesList({ machine, labels, words }: PageParts): string {
  const { contract } = machine;
  const lines = (title: string, texts: readonly (string | undefined)[]): readonly string[] => {
    const said = texts.filter((text) => text !== undefined);
    return said.length === 0 ? [] : [`**${title}**`, said.map((text) => `- ${text}`).join("\n")];
  };
  return [
    ...lines(
      words.rules,
      (contract.checks ?? []).map(({ code }) => labels[`problems/${code}`]),
    ),
    ...lines(
      words.consent,
      (contract.consent ?? []).map(({ id }) => labels[`consent/${id}`]),
    ),
    ...lines(
      words.parameters,
      Object.entries(contract.parameters ?? {}).map(
        ([name, { value }]) => `${labels[`parameters/${name}`] ?? name}: \`${JSON.stringify(value)}\``,
      ),
    ),
  ].join("\n\n");
}

/** Which scenarios this one leads to. */
export function followList({ machine, labels, words, titles }: PageParts): string {
  return (machine.contract.follow ?? [])
    .flatMap(({ on, open }) => {
      if (open === undefined) return [];
      const when = labels[`actions/${on}`] ?? labels[`states/${on.replace("enter:", "")}`] ?? on;
      return [`- ${when}: ${words.opens} [${titles[open] ?? open}](../${open.split(".")[0] ?? ""}/${open}.md)`];
    })
    .join("\n");
}

/** What people did and what came of it, a line a step. */
export function livesList(parts: PageParts): string {
  return parts.machine.contract.journeys
    .map((journey, i) => {
      // Titles of journeys are written for those who read the contract: in English.
      const title = parts.locale === "en" ? `${journey.title}` : parts.words.life.replace("{n}", String(i + 1));
      return `**${title}**\n\n${stepsOf(journey, parts)}`;
    })
    .join("\n\n");
}

function stepsOf(journey: Journey, { labels, words, locale, roles }: PageParts): string {
  return journey.steps
    .flatMap(({ at, as, do: act, stage, then }) => {
      if (act === undefined && then?.state === undefined && then?.flag === undefined) return [];
      const who = as === undefined ? "" : `${castOf(journey.cast[as], as, roles)}: `;
      const what =
        act === undefined
          ? (at?.slice(0, 16).replace("T", " ") ?? "")
          : (labels[stage === undefined ? `actions/${act}` : `stages/${stage}`] ?? act);
      const code = then?.problem;
      const title = code === undefined ? undefined : (problems as ProblemTexts)[code]?.[locale];
      const result =
        code === undefined
          ? [
              then?.state && (labels[`states/${then.state}`] ?? then.state),
              then?.flag && (labels[`flags/${then.flag}`] ?? then.flag),
            ]
          : [words.refused.replace("{problem}", labels[`problems/${code}`] ?? title ?? code)];
      const came = result.filter(Boolean).join(", ");
      return [`- ${who}${what}${came === "" ? "" : ` → ${came}`}`];
    })
    .join("\n");
}

function castOf(member: Journey["cast"][string] | undefined, id: string, roles: Labels): string {
  const { name, role } = (member ?? {}) as { readonly name?: string; readonly role?: string };
  return `${name ?? roles[id] ?? id}${role === undefined ? "" : ` (${roles[role] ?? role})`}`;
}

type ProblemTexts = { readonly [code: string]: { readonly [locale in Locale]: string } | undefined };

/** Where it comes from, and how sure that is. */
export function sourcesList({ machine }: PageParts): string {
  return machine.contract.source
    .map(({ kind, ref, confidence }) => `- ${ref} (${kind}${confidence === undefined ? "" : `, ${confidence}`})`)
    .join("\n");
}

/** A Markdown table; cells lose line breaks and bars. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "∣").replaceAll("\n", " ")).join(" | ")} |`;
  return [line(head), `|${head.map(() => " --- |").join("")}`, ...rows.map(line)].join("\n");
}
