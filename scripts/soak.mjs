// `npm run soak`: the forms of all contracts, and all stories in all languages and modes, one after the other; the usual tests let them take turns.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";
import { findChromium } from "./chromium.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
build();
const chromium = await findChromium();
const failed = [];
const forms = ["node_modules/vitest/vitest.mjs", "run", "--project", "packages", "packages/widgets/test/forms.test.ts"];
const soaked = { ...process.env, CHROME_PATH: chromium, LINLI_SOAK: "1" };
console.log("The form of every contract");
if (spawnSync(process.execPath, forms, { cwd: root, stdio: "inherit", env: soaked }).status !== 0) failed.push("forms");
for (const mode of ["normal", "elder"]) {
  for (const locale of ["zh-CN", "en", "ko"]) {
    console.log(`\n${locale}, ${mode} mode`);
    const { status } = spawnSync(
      process.execPath,
      ["node_modules/vitest/vitest.mjs", "run", "--project", "storybook", ...process.argv.slice(2)],
      {
        cwd: root,
        stdio: "inherit",
        env: { ...soaked, LINLI_LOCALE: locale, LINLI_MODE: mode },
      },
    );
    if (status !== 0) failed.push(`${locale}, ${mode} mode`);
  }
}
console.log(
  failed.length === 0 ? "\nAll stories hold in all languages and modes." : `\nNot well: ${failed.join("; ")}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
