import type { StorybookConfig } from "@storybook/web-components-vite";
import { makeDump } from "../../scripts/dump.mjs";
import { writeStories } from "../../scripts/stories.mjs";

// Here, so that whatever starts Storybook or its tests finds them.
await Promise.all([makeDump(), writeStories()]);

const config: StorybookConfig = {
  stories: ["../guide/*.mdx", "../generated/catalog/*.mdx", "../{guide,elements,pages,generated}/*.stories.ts"],
  staticDirs: [{ from: "../../docs/catalog", to: "/catalog" }],
  addons: ["@storybook/addon-docs", "@storybook/addon-a11y", "@storybook/addon-vitest"],
  framework: "@storybook/web-components-vite",
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (vite) => ({
    ...vite,
    // The hub's bundle has the scenario files too, which widgets load one by one.
    build: {
      ...vite.build,
      rolldownOptions: {
        ...vite.build?.rolldownOptions,
        checks: { ineffectiveDynamicImport: false, pluginTimings: false },
      },
    },
    optimizeDeps: {
      ...vite.optimizeDeps,
      // All that is loaded late, too: a dependency that is only found then makes the page, and its hub, begin again.
      entries: ["{elements,guide,pages,generated}/*.stories.ts", "page/*.ts", "../packages/widgets/dist/define.js"],
      exclude: [...(vite.optimizeDeps?.exclude ?? []), "@electric-sql/pglite"],
    },
  }),
};

export default config;
