import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** The text of axe, to be injected. */
export const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
