import { machineOf } from "@linli/contracts";
import type { Contract, JsonSchema, Pattern } from "@linli/contracts";
import type { Scenarios } from "../read/read-scenarios.js";
import { typeName, typeText } from "./type-text.js";

/** The declarations of a scenario's modules, by path: its types, and its entry in `ScenarioMap`. */
export async function scenarioTypes(
  contract: Contract,
  scenarios: Scenarios,
  locales: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const pattern = scenarios.patterns[contract.pattern] as Pattern;
  const machine = machineOf(pattern, contract);
  const definitions = Object.keys((scenarios.common["$defs"] ?? {}) as object).map(typeName);
  const declare = declarations(new Set([...definitions, "RunPart", "ActsPart", "Labels", "Runtime", "Validate"]));

  const record = await declare(contract.record, {
    title: typeName(contract.id.split(".").at(-1) ?? ""),
    kind: "Record",
  });
  const options = pattern.options
    ? await declare(pattern.options, { title: `${record}Options`, kind: "Options" })
    : "Record<string, never>";
  const inputs: Record<string, string> = {};
  for (const action of [...machine.actions].sort()) {
    const input = contract.inputs?.[action] ?? pattern.actions[action]?.input;
    if (input) inputs[action] = await declare(input, { title: `${typeName(action)}Input`, kind: "Input" });
  }
  const members = (names: readonly (readonly [string, string])[]): string =>
    names.map(([name, type]) => `        readonly ${JSON.stringify(name)}: ${type};\n`).join("");
  const taken = [...machine.actions].filter((action) => byPeople(contract, pattern, action)).sort();
  const children = taken.flatMap((action) => {
    const kind = pattern.actions[action]?.appends?.kind;
    return kind === undefined ? [] : [[kind, inputs[action] ?? "undefined"] as const];
  });

  const text = `import type { RunPart, Runtime, Validate } from "@linli/contracts";
${declare.uses.size > 0 ? `import type { ${[...declare.uses].sort().join(", ")} } from "../types/common.js";\n` : ""}
${declare.texts.join("\n\n")}

/** What a screen needs to show and submit the form. */
export declare const contract: RunPart;
/** Gives every fault of a record. */
export declare const validator: (runtime: Runtime) => Validate;

declare module "@linli/contracts" {
  interface ScenarioMap {
    ${JSON.stringify(contract.id)}: {
      readonly record: ${record};
      readonly options: ${options};
      readonly actions: {
${members(taken.map((action) => [action, inputs[action] ?? "undefined"]))}      };
      readonly states: ${[...machine.states]
        .sort()
        .map((state) => JSON.stringify(state))
        .join(" | ")};
      readonly children: {
${members(children)}      };
    };
  }
}
`;
  const path = `scenarios/${contract.id}`;
  return new Map([
    [`${path}.d.ts`, text],
    [`${path}.acts.d.ts`, actsText],
    ...locales.map((locale) => [`${path}.${locale}.d.ts`, labelsText] as const),
  ]);
}

const actsText = `import type { ActsPart, Runtime, Validate } from "@linli/contracts";

/** What its actions and stages take. */
export declare const acts: ActsPart;
/** By action, and by \`stages/<id>\`: gives every fault of an input. */
export declare const validators: (runtime: Runtime) => { readonly [action: string]: Validate };
`;

const labelsText = `import type { Labels } from "@linli/contracts";

/** All texts in one locale, by path. */
export declare const labels: Labels;
`;

interface Declare {
  (schema: JsonSchema, name: { readonly title: string; readonly kind: string }): Promise<string>;
  readonly texts: string[];
  readonly uses: Set<string>;
}

/** Declares types one after the other, each under a name that is still free: its title's, or with its kind behind it. */
function declarations(taken: Set<string>): Declare {
  const texts: string[] = [];
  const uses = new Set<string>();
  const declare = async (schema: JsonSchema, { title, kind }: { readonly title: string; readonly kind: string }) => {
    const wanted = typeof schema["title"] === "string" ? typeName(schema["title"]) : title;
    let name = wanted;
    for (let n = 1; taken.has(name); n++) name = `${wanted}${kind}${n === 1 ? "" : n}`;
    taken.add(name);
    const declared = await typeText(schema, name);
    texts.push(declared.text);
    for (const use of declared.uses) uses.add(use);
    return name;
  };
  return Object.assign(declare, { texts, uses });
}

/** Whether somebody other than clock and hub may take an action. */
function byPeople(contract: Contract, pattern: Pattern, action: string): boolean {
  const by = contract.people.act?.[action] ?? pattern.actions[action]?.by ?? [];
  return by.some((who) => who !== "clock" && who !== "hub");
}
