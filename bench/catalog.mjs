// The whole catalog in somebody's hands: what its record validators weigh, how soon a process that knew nothing has validated,
// and what its types cost a compiler.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { rollup } from "rollup";
import { minify } from "terser";
import { median, rounded } from "./set-up/statistics.mjs";

export const name = "catalog";

const root = fileURLToPath(new URL("..", import.meta.url));
const generated = join(root, "packages/contracts/generated/validate");
const rounds = 5;

/** Measures. `progress` is told what is going on. */
export async function run({ progress }) {
  const ids = readdirSync(generated)
    .filter((file) => /^[a-z0-9-]+(\.[a-z0-9-]+){2}\.js$/.test(file))
    .map((file) => file.slice(0, -3));
  const work = mkdtempSync(join(tmpdir(), "linli-bench-catalog-"));
  try {
    const rows = [
      ...(await weights(ids, progress)),
      ...(await starts(ids, work, progress)),
      ...types(ids, work, progress),
    ];
    return rows;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const limitRow = (name, value, unit, limit) => ({
  name,
  value,
  unit,
  against: `the limit of ${limit} ${unit}`,
  ratio: rounded(value / limit, 3),
  reach: "≤ 1",
});

async function weights(ids, progress) {
  const kilobytes = (bytes) => rounded(bytes / 1000, 2);
  const alone = [];
  for (const id of ids) alone.push([id, (await bundled([id])).length]);
  alone.sort((a, b) => a[1] - b[1]);
  const [largest, most] = alone.at(-1);
  progress(`the largest is ${largest}, the smallest ${alone[0][0]}`);
  const all = (await bundled(ids)).length;
  return [
    limitRow(`record validators of ${ids.length} scenarios together`, kilobytes(all), "kB, gzip", 250),
    limitRow(
      "one record validator with its runtime, median",
      kilobytes(median(alone.map(([, size]) => size))),
      "kB, gzip",
      3,
    ),
    limitRow("one record validator with its runtime, the largest", kilobytes(most), "kB, gzip", 6),
  ];
}

/** What a page would load that validates records of these scenarios, and does nothing else. */
async function bundled(ids) {
  const entry = [
    ...ids.map((id, i) => `import { validate as v${i} } from "@linli/contracts/validate/${id}";`),
    `export default [${ids.map((_, i) => `v${i}`)}];`,
  ].join("\n");
  const virtual = {
    name: "entry",
    resolveId: (id) => (id === "entry" ? id : undefined),
    load: (id) => (id === "entry" ? entry : undefined),
  };
  const build = await rollup({ input: "entry", plugins: [virtual, nodeResolve()] });
  const { output } = await build.generate({ format: "es" });
  await build.close();
  const { code } = await minify(output[0].code, { module: true, ecma: 2022 });
  return gzipSync(code, { level: 9 });
}

/** Milliseconds inside a new process, from the first import to the last answer. */
async function starts(ids, work, progress) {
  const time = (some) => {
    const script = join(work, "cold.mjs");
    writeFileSync(
      script,
      `const started = performance.now();
       const ids = ${JSON.stringify(some)};
       const modules = await Promise.all(ids.map((id) => import(${JSON.stringify(`${pathToFileURL(generated).href}/`)} + id + ".js")));
       const faults = modules.map(({ validate }) => validate({}).length);
       console.log(performance.now() - started, faults.length);`,
    );
    return Number(execFileSync(process.execPath, [script], { encoding: "utf8" }).split(" ")[0]);
  };
  const one = [];
  const all = [];
  for (let round = 0; round < rounds; round++) {
    one.push(time(["sports.venues.court"]));
    all.push(time(ids));
  }
  progress(
    `cold: ${one.map((ms) => ms.toFixed(1)).join(", ")} ms; all: ${all.map((ms) => ms.toFixed(0)).join(", ")} ms`,
  );
  return [
    limitRow("a new process validates one scenario", rounded(median(one), 2), "ms", 5),
    limitRow(`a new process validates ${ids.length} scenarios`, rounded(median(all), 1), "ms", 150),
  ];
}

/** The compiler on a client that opens a record of every scenario, against an empty file. */
function types(ids, work, progress) {
  symlinkSync(join(root, "node_modules"), join(work, "node_modules"));
  writeFileSync(join(work, "package.json"), '{ "type": "module" }');
  const compilerOptions = {
    module: "NodeNext",
    lib: ["ES2023", "DOM"],
    types: [],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const project = (folder, text) => {
    mkdirSync(join(work, folder));
    writeFileSync(join(work, folder, "client.ts"), text);
    writeFileSync(join(work, folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["client.ts"] }));
  };
  project("empty", "export {};\n");
  project(
    "client",
    `import { createClient } from "@linli/sdk";\nimport "@linli/contracts/map";\nconst street = createClient({ street: "ningwei" });\n` +
      ids
        .map(
          (id, i) =>
            `export const a${i} = (record: Parameters<ReturnType<typeof street.scenario<"${id}">>["open"]>[0]) => street.scenario("${id}").open(record);`,
        )
        .join("\n"),
  );
  const tsc = (folder) => {
    const started = performance.now();
    execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", join(work, folder)], {
      stdio: "inherit",
    });
    return performance.now() - started;
  };
  const pairs = [];
  for (let round = 0; round < rounds; round++) {
    const [empty, client] = [tsc("empty"), tsc("client")];
    pairs.push({ empty, client });
    progress(`round ${round + 1} of ${rounds}: ${Math.round(client)} ms, an empty file ${Math.round(empty)} ms`);
  }
  return [
    {
      name: `tsc --noEmit of a client of ${ids.length} scenarios`,
      value: Math.round(median(pairs.map(({ client }) => client))),
      unit: "ms",
      against: "an empty file, TypeScript 6, skipLibCheck",
      ratio: rounded(median(pairs.map(({ client, empty }) => client / empty)), 2),
      reach: "≤ 3",
    },
  ];
}
