// Whether the versions of contracts say what changed since they were published last: `linli diff` against the newest tag of
// @linli/contracts. Before the first release there is nothing to compare with.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const git = (...args) => execFileSync("git", args, { cwd: root, stdio: ["ignore", "pipe", "ignore"] });

function newestTag() {
  try {
    return String(git("describe", "--tags", "--abbrev=0", "--match", "@linli/contracts@*")).trim();
  } catch {
    return undefined;
  }
}

const tag = newestTag();
if (tag === undefined) console.log("No contracts have been published yet.");
else {
  const before = mkdtempSync(join(tmpdir(), "linli-published-"));
  try {
    execFileSync("tar", ["-x", "-C", before], { input: git("archive", tag, "scenarios") });
    const command = ["packages/cli/dist/main.js", "diff", join(before, "scenarios"), "scenarios"];
    process.exitCode = spawnSync(process.execPath, command, { cwd: root, stdio: "inherit" }).status ?? 1;
  } finally {
    rmSync(before, { recursive: true });
  }
}
