import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));

it("a wrong scenario, field, action, input or state does not compile; the right ones do", () => {
  const folder = mkdtempSync(join(root, "packages/sdk/.types-"));
  try {
    const project = join(folder, "tsconfig.json");
    writeFileSync(
      project,
      JSON.stringify({
        extends: "../../../tsconfig.base.json",
        compilerOptions: {
          composite: false,
          declaration: false,
          declarationMap: false,
          noEmit: true,
          lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
        },
        files: ["../test/types.ts"],
      }),
    );
    const { stdout } = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", project], {
      cwd: root,
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
