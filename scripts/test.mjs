// Builds, finds (or installs) a Chromium, and runs all tests. Arguments go to vitest: `npm test -- races`.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";
import { findChromium } from "./chromium.mjs";
import { findFormatSuite } from "./format-suite.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
build();
const chromium = await findChromium();
const suite = findFormatSuite();
const report = join(root, ".linli", "tests.json");
mkdirSync(join(root, ".linli"), { recursive: true });
const { status } = spawnSync(
  process.execPath,
  [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      CHROME_PATH: chromium,
      ...(suite && { JSON_SCHEMA_TEST_SUITE: suite }),
      // A scenario that nothing else knows has its stories, too.
      LINLI_OWN_SCENARIOS: process.env.LINLI_OWN_SCENARIOS ?? "examples/own-scenario/scenarios",
    },
  },
);
const { numPassedTests = 0, numFailedTests = 0, numFailedTestSuites = 0, success = false } = readReport();
const failed = success || numFailedTests > 0 ? numFailedTests : Math.max(1, numFailedTestSuites);
console.log(`${numPassedTests} passed, ${failed} failed`);
process.exitCode = status === 0 && failed === 0 && numPassedTests > 0 ? 0 : 1;

function readReport() {
  try {
    return JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return {};
  }
}
