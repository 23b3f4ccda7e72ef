import type { Json, Runtime } from "@linli/contracts";
import { coreRuntime } from "@linli/contracts/core-runtime";

const rare = /"format":"(?:credit-code|email|national-id|uri)"/;

/** The runtime that the validators of these schemas need: rare formats are loaded only where one is named. */
export async function runtimeFor(schemas: Json): Promise<Runtime> {
  if (!rare.test(JSON.stringify(schemas))) return coreRuntime as Runtime;
  return (await import("@linli/contracts/runtime")).runtime;
}
