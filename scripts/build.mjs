// Builds everything, in the order of the arrows: the hand-written part of contracts, the command, what is generated
// from scenarios/, then sdk, hub and widgets. Run again, each step does only what its inputs ask for.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

function run(title, ...command) {
  const started = Date.now();
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  console.log(`  ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

const tsc = "node_modules/typescript7/bin/tsc";
run("contracts and the linli command", tsc, "-b", "packages/cli");
run("scenarios → contracts", "packages/cli/dist/main.js", "compile", "scenarios", "--out", "packages/contracts/generated");
run("sdk, hub, widgets", tsc, "-b");
run("widgets for pages", "packages/widgets/build.mjs");
