import type { JsonObject, JsonSchema } from "@linli/contracts";
import { typeName, typeText } from "./type-text.js";

/** The declarations of all shared definitions, each once: `types/common.d.ts`. */
export async function commonTypes(common: JsonObject): Promise<string> {
  const definitions = Object.entries((common["$defs"] ?? {}) as { readonly [name: string]: JsonSchema });
  const texts: string[] = [];
  // References inside common.json are `#/$defs/…`, and all of them lie in this very file.
  for (const [name, schema] of definitions) texts.push((await typeText(schema, typeName(name))).text);
  return texts.length > 0 ? `${texts.join("\n\n")}\n` : "export {};\n";
}
