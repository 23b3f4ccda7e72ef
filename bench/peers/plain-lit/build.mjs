import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bareSchema, resolveSchema } from "@linli/contracts";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import Ajv2020 from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { transform } from "lightningcss";
import { rollup } from "rollup";
import { minify } from "terser";

const here = fileURLToPath(new URL(".", import.meta.url));
const common = JSON.parse(readFileSync(new URL("../../../scenarios/common.json", import.meta.url), "utf8"));

/** Builds the peer as one file, as small as the tools that build our own make it; gives its code. */
export async function buildPlainLit() {
  const build = await rollup({
    input: join(here, "booking-form.js"),
    plugins: [validator, styles, smallTemplates, nodeResolve({ exportConditions: ["production", "browser"] })],
  });
  const { output } = await build.generate({ format: "es" });
  await build.close();
  const options = {
    module: true,
    ecma: 2022,
    compress: { passes: 3, pure_getters: true, unsafe_arrows: true },
    format: { comments: false },
  };
  return (await minify(output[0].code, options)).code;
}

/** The court contract as a module: its schema, compiled by ajv to code that needs no eval. */
const validator = {
  name: "validator",
  transform: (code, id) => (id.endsWith(".json") ? { code: validateCode(JSON.parse(code)), map: null } : undefined),
};

function validateCode({ record }) {
  // The form writes the dates itself, so nobody needs the code of their format.
  const ajv = new Ajv2020({
    allErrors: true,
    strict: false,
    validateFormats: false,
    messages: false,
    code: { source: true, esm: true, lines: false },
  });
  ajv.addSchema(bareSchema(resolveSchema(record, common)), "court");
  const code = standaloneCode(ajv, { validate: "court" });
  // What ajv leaves to its run time is CommonJS, and more than strings and enums need.
  return code
    .replaceAll(/require\("ajv\/dist\/runtime\/ucs2length"\)\.default/g, "((text) => [...text].length)")
    .replaceAll(/require\("ajv\/dist\/runtime\/equal"\)\.default/g, "Object.is");
}

/** The style sheet as a module, as small as it gets. */
const styles = {
  name: "styles",
  transform(code, id) {
    if (!id.endsWith(".css")) return undefined;
    const small = transform({ filename: id, code: Buffer.from(code), minify: true }).code;
    return { code: `import { css } from "lit"; export const styles = css\`${small}\`;`, map: null };
  },
};

/** Templates without the white space between tags. */
const smallTemplates = {
  name: "small-templates",
  transform(code, id) {
    if (!id.startsWith(here) || !id.endsWith(".js")) return undefined;
    const tight = code.replace(/>\s*\n\s*(?=[<$])/g, ">").replace(/\}\s*\n\s*(?=<)/g, "}");
    return { code: tight.replace(/(<[a-z]+)\s*\n\s*/g, "$1 ").replace(/"\s*\n\s+(?=[a-z@.?])/g, '" '), map: null };
  },
};
