import { createHash } from "node:crypto";
import { actsPartOf, canonicalJson, resolveSchema } from "@linli/contracts";
import type { Contract, JsonSchema, Pattern, ResourceKind } from "@linli/contracts";
import type { Scenarios } from "../read/read-scenarios.js";
import { compiledValidator, compiledValidators } from "./compiled-validators.js";
import { jsName, jsText } from "./js-text.js";
import { actSchemas } from "./scenario-js.js";

/** Takes nothing: the options of a pattern that has none. */
const nothing: JsonSchema = { type: "object", additionalProperties: false, properties: {} };

/** The module of one contract as a hub runs it: whole, with its digest and all its validators. */
export function contractModule(contract: Contract, scenarios: Scenarios): string {
  const { common } = scenarios;
  const pattern = scenarios.patterns[contract.pattern] as Pattern;
  const consents = (contract.consent ?? []).flatMap(({ id, when }) => (when ? [[id, when] as const] : []));
  const rest: { readonly [name: string]: JsonSchema } = {
    options: pattern.options ?? nothing,
    ...(contract.eligibility ? { eligibility: contract.eligibility } : {}),
    ...Object.fromEntries(consents.map(([id, when]) => [`consents/${id}`, when])),
  };
  const resolved = Object.fromEntries(
    Object.entries(rest).map(([name, schema]) => [name, resolveSchema(schema, common)]),
  );
  const acts = actsPartOf(contract, pattern, common);
  const names = Object.keys(actSchemas(acts));
  const pick = (from: string, prefix: string, all: readonly string[]): string => {
    const own = all.filter((name) => (prefix === "" ? !name.includes("/") : name.startsWith(prefix)));
    return `{ ${own.map((name) => `${jsName(name.slice(prefix.length))}: ${from}[${JSON.stringify(name)}]`).join(", ")} }`;
  };
  return `import { validators as acts } from "../scenarios/${contract.id}.acts.js";
import { validator as record } from "../scenarios/${contract.id}.js";
const rest = ${compiledValidators(resolved)};
export const compiled = {
contract: ${jsText(contract)},
digest: "${createHash("sha256").update(canonicalJson(contract)).digest("hex")}",
validators: (rt) => {
const a = acts(rt);
const r = rest(rt);
return { record: record(rt), options: r.options, inputs: ${pick("a", "", names)}, stages: ${pick("a", "stages/", names)}, ${
    contract.eligibility ? "eligibility: r.eligibility, " : ""
  }consents: ${pick("r", "consents/", Object.keys(resolved))} };
}
};
`;
}

/** The module of one resource kind: the kind and the validator of its resources. */
export function kindModule(kind: ResourceKind, scenarios: Scenarios): string {
  const validate = compiledValidator(resolveSchema(kind.schema, scenarios.common));
  return `export const compiled = {\nkind: ${jsText(kind)},\nvalidate: ${validate}\n};\n`;
}

/** The module of all that a hub runs: `bundle`. */
export function bundleModule(parts: {
  readonly contracts: readonly Contract[];
  readonly kinds: readonly ResourceKind[];
  readonly scenarios: Scenarios;
}): string {
  const { contracts, kinds, scenarios } = parts;
  const imports = [
    ...contracts.map(({ id }, i) => `import { compiled as c${i} } from "./bundle/${id}.js";\n`),
    ...kinds.map(({ kind }, i) => `import { compiled as k${i} } from "./bundle/kinds/${kind}.js";\n`),
  ];
  const { patterns, common, roles, calendars } = scenarios;
  return `${imports.join("")}export const bundle = {
contracts: [${contracts.map((_, i) => `c${i}`).join(", ")}],
kinds: [${kinds.map((_, i) => `k${i}`).join(", ")}],
patterns: ${jsText(patterns)},
common: ${jsText({ ...common, labels: scenarios.commonLabels })},
calendars: ${jsText(Object.values(calendars))},
roles: ${jsText(roles)}
};
`;
}
