import { storybookTest } from "@storybook/addon-vitest/vitest-plugin";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { chromiumFlags } from "./scripts/chromium.mjs";

/** Loading Storybook takes seconds: not where only other tests are asked for. */
const asked = process.argv.slice(2).filter((one) => one !== "run" && !one.startsWith("-"));
const hasStories = asked.length === 0 || process.argv.slice(2).some((one) => /stor(?:y|ies)/.test(one));

/** Languages and modes take turns over the stories, unless one is asked for (`npm run soak`). */
const { LINLI_LOCALE: locale = "turn", LINLI_MODE: mode = "turn" } = process.env;

/** A browser on a busy machine may miss a moment once; what is wrong fails twice. */
const retry = process.env["CI"] === undefined ? 0 : 1;

/** What takes minutes begins first: in the end no core waits for it. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => /\/(?:journeys|replay|street)\.test\.ts$/.test(moduleId);
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** Every story is a test: it is shown, its play steps run, and axe finds nothing. Two pages, each with a hub that its stories share. */
const stories = () => ({
  plugins: [storybookTest({ configDir: "stories/.storybook", initialGlobals: { locale, mode } })],
  test: {
    name: "storybook",
    exclude: ["**/*.mdx"],
    isolate: false,
    maxWorkers: 2,
    // After the other tests: they take turns on the machine's cores.
    sequence: { groupOrder: 1 },
    retry,
    testTimeout: 60_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: { executablePath: process.env["CHROME_PATH"] ?? "/usr/bin/chromium", args: [...chromiumFlags] },
        contextOptions: { reducedMotion: "reduce" },
      }),
      instances: [{ browser: "chromium" as const }],
    },
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "packages",
          environment: "node",
          globalSetup: ["packages/hub/test/set-up/empty-hub.ts"],
          include: ["packages/*/test/**/*.test.ts", "examples/*/test/**/*.test.ts"],
          retry,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // Browsers on two busy cores take their time.
          expect: { poll: { timeout: 20_000 } },
        },
      },
      ...(hasStories ? [stories()] : []),
    ],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
