// Everything that can be told without running: scenarios, types, arrows and lint, format, generated code, dead code,
// package health, weight. All of it runs even if one part fails.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = (path) => [process.execPath, `node_modules/${path}`];
const packages = ["contracts", "sdk", "widgets", "hub", "cli"];

const parts = [
  ["scenarios", [process.execPath, "packages/cli/dist/main.js", "check", "scenarios"]],
  [
    "generated code is what scenarios say",
    [
      process.execPath,
      "packages/cli/dist/main.js",
      "compile",
      "scenarios",
      "--out",
      "packages/contracts/generated",
      "--verify",
    ],
  ],
  ["versions of contracts", [process.execPath, "scripts/versions.mjs"]],
  ["types of tests, stories, examples", [...bin("typescript/bin/tsc"), "-p", "tsconfig.tests.json"]],
  ["lint and arrows", [...bin("eslint/bin/eslint.js"), ".", "--max-warnings", "0"]],
  ["format", [...bin("prettier/bin/prettier.cjs"), "--check", "--log-level", "warn", "."]],
  ["dead code", [...bin("knip/bin/knip.js")]],
  ...packages.flatMap((name) => [
    [`package ${name}: exports`, [...bin("publint/src/cli.js"), `packages/${name}`, "--strict"]],
    [
      `package ${name}: types`,
      [...bin("@arethetypeswrong/cli/dist/index.js"), "--pack", `packages/${name}`, "--profile", "esm-only", "--quiet"],
    ],
  ]),
  ["weight", [...bin("size-limit/bin.js")]],
];

build();
const failed = [];
for (const [title, [command, ...args]] of parts) {
  const started = Date.now();
  const { status } = spawnSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  console.log(`${status === 0 ? "  ok  " : "FAILED"} ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (status !== 0) failed.push(title);
}
if (failed.length > 0) console.error(`\nNot well: ${failed.join("; ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
