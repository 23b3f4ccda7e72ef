import { createRequire } from "node:module";
import { dirname } from "node:path";

/** The folder of the `@linli/contracts` that is installed beside this command. */
export function installedContracts(): string {
  return dirname(dirname(createRequire(import.meta.url).resolve("@linli/contracts")));
}
