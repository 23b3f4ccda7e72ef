// `npm run storybook`: Storybook on this machine. `npm run storybook -- --build [folder]`: a static one, for any server.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { build: { type: "boolean" }, port: { type: "string", default: "6006" } },
});

build();
const task = values.build
  ? ["build", "--output-dir", positionals[0] ?? "storybook-static"]
  : ["dev", "--port", values.port, "--no-open", "--no-version-updates"];
const { status } = spawnSync(
  process.execPath,
  [
    "node_modules/storybook/dist/bin/dispatcher.js",
    ...task,
    "--config-dir",
    "stories/.storybook",
    "--disable-telemetry",
  ],
  { cwd: root, stdio: "inherit", env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: "1" } },
);
process.exitCode = status ?? 1;
