import { join } from "node:path";
import { locales } from "@linli/contracts";
import type { Contract, ResourceKind } from "@linli/contracts";
import { readScenarios } from "../read/read-scenarios.js";
import type { Scenarios } from "../read/read-scenarios.js";
import { bundleModule, contractModule, kindModule } from "./bundle-modules.js";
import { commonTypes } from "./common-types.js";
import { CompileError, faultsBefore } from "./compile-faults.js";
import type { CompileFault } from "./compile-faults.js";
import { jsText } from "./js-text.js";
import { scenarioModules } from "./scenario-js.js";
import { scenarioTypes } from "./scenario-types.js";
import { unlikeTree, writeTree } from "./write-tree.js";
import type { WrittenTree } from "./write-tree.js";

/** How a tree is compiled. */
export interface CompileOptions {
  /** The tree that a street's own contracts add to: patterns, kinds, shared definitions, roles and catalog are taken from it. */
  readonly base?: Scenarios;
  /** Writes nothing; throws where `out` does not hold what would be generated. */
  readonly verify?: boolean;
  /** Told after each scenario. */
  readonly progress?: (done: number, total: number, id: string) => void;
}

/** What was compiled. */
export interface Compiled extends WrittenTree {
  readonly scenarios: number;
  readonly kinds: number;
}

/**
 * Generates types, validators, labels, map and bundle of a tree of scenarios into `out`. The same tree gives the same files.
 * Checks no more than it needs: `linli check` says whether contracts do what they say.
 * Throws a `CompileError` with all faults, and writes nothing, where something cannot be compiled.
 *
 * @example
 * await compileScenarios("scenarios", "packages/contracts/generated");
 */
export async function compileScenarios(dir: string, out: string, options: CompileOptions = {}): Promise<Compiled> {
  const { base, progress } = options;
  const scenarios = readScenarios(dir, base ? { base } : {});
  const early = faultsBefore(scenarios, base);
  if (early.length > 0) throw new CompileError(early);

  const { contracts } = scenarios;
  const kinds = scenarios.kinds.filter((kind) => !base?.kinds.includes(kind));
  const files = new Map<string, string>();
  const faults: CompileFault[] = [];
  const attempt = async (thing: object, add: () => void | Promise<void>): Promise<void> => {
    try {
      await add();
    } catch (error) {
      faults.push({ file: scenarios.files.get(thing) ?? "", message: (error as Error).message });
    }
  };

  for (const [i, contract] of contracts.entries()) {
    await attempt(contract, async () => {
      for (const [path, text] of scenarioModules(contract, scenarios, locales)) files.set(path, text);
      for (const [path, text] of await scenarioTypes(contract, scenarios, locales)) files.set(path, text);
      files.set(`bundle/${contract.id}.js`, contractModule(contract, scenarios));
    });
    progress?.(i + 1, contracts.length, contract.id);
  }
  for (const kind of kinds) {
    await attempt(kind, () => void files.set(`bundle/kinds/${kind.kind}.js`, kindModule(kind, scenarios)));
  }
  await attempt(scenarios.common, async () => void files.set("types/common.d.ts", await commonTypes(scenarios.common)));
  if (faults.length > 0) throw new CompileError(faults);

  for (const [path, text] of wholes({ contracts, kinds, scenarios, street: base !== undefined })) files.set(path, text);
  const counted = { scenarios: contracts.length, kinds: kinds.length };
  if (options.verify !== true) return { ...writeTree(out, files), ...counted };
  const unlike = unlikeTree(out, files);
  if (unlike.length > 0) {
    throw new CompileError(unlike.map((file) => ({ file: join(out, file), message: "is not what the contracts say" })));
  }
  return { written: 0, unchanged: files.size, removed: 0, ...counted };
}

/** The files that speak of all scenarios at once. */
function wholes(parts: {
  readonly contracts: readonly Contract[];
  readonly kinds: readonly ResourceKind[];
  readonly scenarios: Scenarios;
  readonly street: boolean;
}): ReadonlyMap<string, string> {
  const { contracts, scenarios } = parts;
  const files = new Map([
    ["map.js", `export const patternOf = ${jsText(Object.fromEntries(contracts.map((c) => [c.id, c.pattern])))};\n`],
    [
      "map.d.ts",
      `${contracts.map(({ id }) => `import "./scenarios/${id}.js";\n`).join("")}
/** The pattern of every scenario, by its id. */
export declare const patternOf: { readonly [scenario: string]: string };
`,
    ],
    ["bundle.js", bundleModule(parts)],
    [
      "bundle.d.ts",
      `import type { Bundle } from "@linli/contracts";\n\n/** All that a hub runs. */\nexport declare const bundle: Bundle;\n`,
    ],
  ]);
  if (parts.street) return files;
  files.set("catalog.js", `export const catalog = ${jsText(scenarios.catalog)};\n`);
  files.set("catalog.d.ts", catalogText);
  files.set("schemas.js", `export const schemas = ${jsText(scenarios.schemas)};\n`);
  files.set("schemas.d.ts", schemasText);
  return files;
}

const schemasText = `import type { JsonSchema } from "@linli/contracts";

/** What a contract, a pattern, a resource kind and a profile are. */
export declare const schemas: { readonly [name: string]: JsonSchema };
`;

const catalogText = `/** The names of one thing in the three locales. */
export interface Titles {
  readonly "zh-CN": string;
  readonly en: string;
  readonly ko: string;
}

/** The tree of all scenarios, its ids and order and titles, and the collections. */
export declare const catalog: {
  readonly note: string;
  readonly units: { readonly [unit: string]: Titles };
  readonly campaigns: { readonly [campaign: string]: Titles };
  readonly communityTypes: { readonly [type: string]: Titles };
  readonly needs: readonly { readonly id: string; readonly titles: Titles; readonly fields: readonly string[] }[];
  readonly tree: readonly {
    readonly id: string;
    readonly titles: Titles;
    readonly unit: string;
    readonly campaign: string;
    readonly communityTypes: readonly string[];
    readonly children: readonly {
      readonly id: string;
      readonly titles: Titles;
      readonly children: readonly { readonly id: string; readonly titles: Titles; readonly pattern: string }[];
    }[];
  }[];
  readonly collections: {
    readonly [collection: string]: { readonly titles: Titles; readonly pattern?: string; readonly nodes?: readonly string[] };
  };
};
`;
