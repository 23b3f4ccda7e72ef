import { actsPartOf, labelsOf, recordSchemaOf, runPartOf } from "@linli/contracts";
import type { Contract, JsonSchema, Locale, Pattern } from "@linli/contracts";
import type { Scenarios } from "../read/read-scenarios.js";
import { compiledValidator, compiledValidators } from "./compiled-validators.js";
import { jsText } from "./js-text.js";

/** The modules of one scenario that screens load, by path; `locales`: those in which everything is worded. */
export function scenarioModules(
  contract: Contract,
  scenarios: Scenarios,
  locales: readonly Locale[],
): ReadonlyMap<string, string> {
  const { common, commonLabels, kinds } = scenarios;
  const pattern = scenarios.patterns[contract.pattern] as Pattern;
  const path = `scenarios/${contract.id}`;
  const acts = actsPartOf(contract, pattern, common);
  const validator = compiledValidator(recordSchemaOf(contract, common));
  const files = new Map([
    [
      `${path}.js`,
      `export const contract = ${jsText(runPartOf(contract, pattern, common))};\nexport const validator = ${validator};\n`,
    ],
    [`validate/${contract.id}.js`, validateModule(contract.id, validator)],
    [`validate/${contract.id}.d.ts`, validateTypes],
    [
      `${path}.acts.js`,
      `export const acts = ${jsText(acts)};\nexport const validators = ${compiledValidators(actSchemas(acts))};\n`,
    ],
  ]);
  for (const locale of locales) {
    const labels = labelsOf({ contract, pattern, kinds, common, commonLabels }, locale);
    files.set(`${path}.${locale}.js`, `export const labels = ${jsText(labels)};\n`);
  }
  return files;
}

/** Validates a record of one scenario, for those who want nothing else of it: takes from the runtime what it needs. */
function validateModule(id: string, validator: string): string {
  const [, taken = ""] = /^const \{ ([^}]*) \} = rt;$/m.exec(validator) ?? [];
  const names = taken.split(", ").flatMap((name) => (name === "" ? [] : [name.replace(/:.*/, "")]));
  const needs = names.length === 0 ? "" : `import { ${names.join(", ")} } from "@linli/contracts/runtime";\n`;
  return `${needs}import { validator } from "../scenarios/${id}.js";\nexport const validate = validator({ ${names.join(", ")} });\n`;
}

const validateTypes = `import type { Validate } from "@linli/contracts";
/** Every fault of a record; an empty list: it is valid. */
export declare const validate: Validate;
`;

/** What `validators` of a scenario's acts validate: inputs by action, stages as `stages/<id>`. */
export function actSchemas(acts: ReturnType<typeof actsPartOf>): { readonly [name: string]: JsonSchema } {
  const stages = acts.stages.flatMap(({ id, input }) => (input ? [[`stages/${id}`, input] as const] : []));
  return { ...acts.inputs, ...Object.fromEntries(stages) };
}
