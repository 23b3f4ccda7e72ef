// `linli compile` of the whole catalog: the contracts that there are, and clones of them under the ids that have none yet
// (unchecked: a clone's journeys lead to places that its id is not in).
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const name = "compile";

const root = fileURLToPath(new URL("..", import.meta.url));
const limit = 15;
const rounds = 3;

/** Measures the command from its start to its end, into an empty folder. `progress` is told what is going on. */
export async function run({ progress }) {
  const work = mkdtempSync(join(tmpdir(), "linli-bench-"));
  try {
    const scenarios = wholeCatalog(join(work, "scenarios"));
    const seconds = [];
    for (let round = 0; round < rounds; round++) {
      const started = performance.now();
      const args = ["compile", join(work, "scenarios"), "--out", join(work, `out-${round}`), "--unchecked"];
      execFileSync(process.execPath, [join(root, "packages/cli/dist/main.js"), ...args], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      seconds.push((performance.now() - started) / 1000);
      progress(`round ${round + 1} of ${rounds}: ${seconds.at(-1).toFixed(1)} s`);
    }
    const value = seconds.sort((a, b) => a - b)[rounds >> 1];
    return [
      {
        name: `compile of ${scenarios} contracts`,
        value: Number(value.toFixed(2)),
        unit: "s",
        against: `the limit of ${limit} s`,
        ratio: Number((value / limit).toFixed(2)),
        reach: "≤ 1",
      },
    ];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A tree with a contract for every scenario of the catalog; says how many. */
function wholeCatalog(dir) {
  cpSync(join(root, "scenarios"), dir, { recursive: true });
  const catalog = JSON.parse(readFileSync(join(dir, "catalog.json"), "utf8"));
  const ids = catalog.tree.flatMap((field) => field.children.flatMap((group) => group.children.map(({ id }) => id)));
  const folder = (id) => join(dir, id.split(".")[0]);
  const file = (id) => join(folder(id), `${id}.json`);
  const read = (id) => {
    try {
      return JSON.parse(readFileSync(file(id), "utf8"));
    } catch {
      return undefined;
    }
  };
  const real = ids.flatMap((id) => read(id) ?? []);
  const missing = ids.filter((id) => read(id) === undefined);
  missing.forEach((id, i) => {
    mkdirSync(folder(id), { recursive: true });
    writeFileSync(file(id), JSON.stringify({ ...real[i % real.length], id }));
  });
  return ids.length;
}
