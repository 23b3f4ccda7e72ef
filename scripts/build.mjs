// Builds everything in the order of the arrows: the hand-written part of contracts and the command, what is generated
// from scenarios/, then sdk, hub and widgets. A step whose inputs did not change takes no time.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = join(root, ".linli", "built");
const inputs = [
  "scenarios",
  "packages",
  "package-lock.json",
  "tsconfig.base.json",
  "scripts/build.mjs",
  "scripts/elements.mjs",
];
const outputs = new Set(["node_modules", "dist", "generated", "cdn", "test", "custom-elements.json"]);

/** A digest of everything that a build reads: names, sizes and times. */
function digest() {
  const hash = createHash("sha256");
  const visit = (path) => {
    const found = statSync(join(root, path));
    if (found.isDirectory())
      for (const name of readdirSync(join(root, path)).sort()) {
        if (!outputs.has(name) && !name.endsWith(".tsbuildinfo")) visit(`${path}/${name}`);
      }
    else hash.update(`${path} ${found.size} ${found.mtimeMs}\n`);
  };
  inputs.forEach(visit);
  return hash.digest("hex");
}

function isFresh(now) {
  try {
    return readFileSync(stamp, "utf8") === now && statSync(join(root, "packages/widgets/cdn/linli.js")).isFile();
  } catch {
    return false;
  }
}

function run(title, ...command) {
  const started = Date.now();
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) {
    console.error(`${title} failed.`);
    process.exit(status ?? 1);
  }
  console.log(`  ${title.padEnd(40)} ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Builds what is not fresh. */
export function build() {
  const now = digest();
  if (isFresh(now)) return;
  const tsc = "node_modules/typescript7/bin/tsc";
  console.log("Building");
  run("contracts and the linli command", tsc, "-b", "packages/cli");
  run(
    "scenarios → types, validators, labels",
    "packages/cli/dist/main.js",
    "compile",
    "scenarios",
    "--out",
    "packages/contracts/generated",
    "--unchecked",
  );
  run(
    "pages of the catalog",
    "packages/cli/dist/main.js",
    "document",
    "scenarios",
    "--out",
    "docs/catalog",
    "--unchecked",
  );
  run("sdk, hub, widgets", tsc, "-b");
  run("widgets for pages", "packages/widgets/build.mjs");
  run("custom elements manifest", "scripts/elements.mjs");
  mkdirSync(join(root, ".linli"), { recursive: true });
  writeFileSync(stamp, now);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
