// `npm run bench [name …] -- [--json FILE]`: runs benchmarks of bench/, shows progress, writes what they measured, and
// the page that the README links to. Every figure stands against a named peer or limit, measured in the same run.
import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { format } from "prettier";
import { build } from "./build.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "string" } } });
const all = readdirSync(join(root, "bench"))
  .filter((file) => file.endsWith(".mjs"))
  .map((file) => file.slice(0, -4))
  .sort();
const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(", ")}. There are: ${all.join(", ")}.`);
  process.exit(2);
}

build();
const machine = `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
const rows = [];
const failed = [];
for (const name of positionals.length > 0 ? positionals : all) {
  console.log(name);
  try {
    const { run } = await import(pathToFileURL(join(root, "bench", `${name}.mjs`)).href);
    for (const row of await run({ progress: (text) => console.log(`  ${text}`) })) {
      const ratio = row.ratio === undefined ? "" : `, ${row.ratio} × ${row.against}`;
      console.log(`  ${row.name}: ${row.value} ${row.unit}${ratio}`);
      rows.push({ ...row, machine });
    }
  } catch (error) {
    console.error(error);
    failed.push(name);
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, undefined, 2)}\n`);
if (positionals.length === 0 && failed.length === 0) {
  const text = await format(page(rows), { parser: "markdown", printWidth: 120 });
  writeFileSync(join(root, "bench", "README.md"), text);
}
if (failed.length > 0) {
  console.error(`\nDid not run to its end: ${failed.join(", ")}`);
  process.exitCode = 1;
}

function page(figures) {
  const lines = figures.map(
    (row) => `| ${row.name} | ${row.value} ${row.unit} | ${row.against} | ${row.ratio ?? ""} | ${row.reach ?? ""} |`,
  );
  return `# Benchmarks

\`npm run bench [name] -- --json FILE\` runs them, shows progress, and writes this page when all were run. Figures are
ratios within one run; absolute values move with the machine.

Last run: ${new Date().toISOString().slice(0, 10)}${commitOf()}, on ${machine}.

| what | value | against | ratio | must reach |
| --- | --- | --- | --- | --- |
${lines.join("\n")}

## Does not belong here

Timed assertions: tests say what is right, not how fast. Peers are written as well as we can; a peer that is made slow
on purpose proves nothing.
`;
}

/** After which commit this runs, if that can be known. */
function commitOf() {
  try {
    const options = { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
    return `, after ${execFileSync("git", ["rev-parse", "--short", "HEAD"], options).trim()}`;
  } catch {
    return "";
  }
}
