// Finds the JSON Schema Test Suite, whose files for formats ours are held against, and fetches it where there is none.
// Order: the environment, Debian's package if it is installed, what was fetched before, Debian's package unpacked here.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const packaged = "libtest-json-schema-acceptance-perl";
const inside = "usr/share/perl5/auto/share/dist/Test-JSON-Schema-Acceptance";
const cache = fileURLToPath(new URL("../node_modules/.cache/json-schema-test-suite", import.meta.url));

const hasFormats = (folder) => Boolean(folder) && existsSync(join(folder, "tests/draft2020-12/optional/format"));
const run = (command, args) => spawnSync(command, args, { cwd: cache, stdio: "ignore", timeout: 120_000 }).status === 0;

function unpacked() {
  if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get")) return undefined;
  mkdirSync(cache, { recursive: true });
  const download = () => run("apt-get", ["download", "-qq", packaged]);
  if (!download() && process.getuid?.() === 0) {
    run("apt-get", ["update", "-qq"]);
    download();
  }
  const file = readdirSync(cache).find((name) => name.endsWith(".deb"));
  if (file !== undefined) run("dpkg-deb", ["-x", file, cache]);
  return join(cache, inside);
}

/** Folder of the suite; `undefined`: it is not to be had here, and what needs it is skipped. */
export function findFormatSuite() {
  const places = [
    () => process.env.JSON_SCHEMA_TEST_SUITE,
    () => join("/", inside),
    () => join(cache, inside),
    unpacked,
  ];
  for (const place of places) {
    const folder = place();
    if (hasFormats(folder)) return folder;
  }
  return undefined;
}
