import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compileScenarios } from "../src/compile/compile-scenarios.js";
import { readBase } from "../src/compile/read-base.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const sources = fileURLToPath(new URL("types", import.meta.url));
const app = mkdtempSync(join(tmpdir(), "linli-types-"));
const installed = join(app, "node_modules", "@linli", "contracts");

/** Somebody's project with `@linli/contracts` installed and a street's own scenario compiled into `lib`. */
beforeAll(async () => {
  mkdirSync(installed, { recursive: true });
  for (const part of ["package.json", "dist"])
    cpSync(join(root, "packages/contracts", part), join(installed, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(installed, "node_modules"));
  await compileScenarios(join(root, "scenarios"), join(installed, "generated"));

  const court = JSON.parse(readFileSync(join(root, "scenarios/sports/sports.venues.court.json"), "utf8")) as object;
  const own = {
    ...court,
    id: "own.venues.pickleball",
    record: {
      title: "Lesson",
      description: "A lesson on the new pickleball court.",
      type: "object",
      required: ["court", "level"],
      additionalProperties: false,
      properties: { court: { $ref: "../common.json#/$defs/resourceId" }, level: { enum: ["beginner", "advanced"] } },
    },
  };
  mkdirSync(join(app, "scenarios", "own"), { recursive: true });
  writeFileSync(join(app, "scenarios", "own", `${own.id}.json`), JSON.stringify(own));
  await compileScenarios(join(app, "scenarios"), join(app, "lib"), { base: await readBase(installed) });

  cpSync(sources, app, { recursive: true });
  writeFileSync(join(app, "package.json"), '{ "type": "module" }');
  const compilerOptions = {
    target: "ES2022",
    module: "NodeNext",
    lib: ["ES2023"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    noEmit: true,
  };
  writeFileSync(join(app, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts", "lib/**/*.d.ts"] }));
});
afterAll(() => rmSync(app, { recursive: true, force: true }));

/** What the compiler says of the project; nothing: it compiles. */
function check(): string {
  try {
    return execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", app], {
      encoding: "utf8",
    });
  } catch (error) {
    return (error as { readonly stdout: string }).stdout;
  }
}

it("what is right compiles, declarations of libraries included, and every wrong line is refused", () => {
  expect(check()).toBe("");
});

it("each wrong line is one that the compiler names", () => {
  const expected: string[] = [];
  for (const file of readdirSync(app).filter((name) => name.endsWith(".ts"))) {
    const lines = readFileSync(join(app, file), "utf8").split("\n");
    lines.forEach((line, i) => {
      if (line.startsWith("// @ts-expect-error")) expected.push(`${file}(${i + 2}`);
    });
    writeFileSync(join(app, file), lines.map((line) => line.replace("@ts-expect-error", "wrong:")).join("\n"));
  }
  const named = check()
    .split("\n")
    .flatMap((line) => /^(?:.*\/)?(\w+\.ts\(\d+),\d+\): error TS/.exec(line)?.[1] ?? []);
  expect(expected.length).toBeGreaterThan(10);
  expect(named.sort()).toEqual(expected.sort());
});
