import { parseArgs } from "node:util";
import { flagName, flags, readConfig, variableName, type Config } from "./config.js";
import { configSchema } from "./config-schema.js";

/** The flags of every command that opens a hub's data base, one a line. */
export function configUsage(): string {
  const lines = flags.map((flag) => {
    const { description = "" } = configSchema.properties[flag] as { readonly description?: string };
    return `  --${flagName(flag).padEnd(14)} ${variableName(flag).padEnd(20)} ${description}`;
  });
  return `  --config         LINLI_CONFIG         A JSON file with all of it. Absent: linli.json here, if there is one.
${lines.join("\n")}
Flags win over the environment, and that over the file. A text "$NAME" in the file stands for a variable.`;
}

/** Arguments of such a command: its configuration, and what else was said. */
export interface ConfigArgs {
  readonly config: Config;
  readonly positionals: readonly string[];
  readonly more: { readonly [flag: string]: string | boolean | undefined };
}

/**
 * Reads the arguments of a command that opens a hub's data base.
 * @param more Flags of the command's own.
 * @throws ConfigError, and what parseArgs throws
 */
export function readConfigArgs(
  args: readonly string[],
  more: { readonly [flag: string]: { readonly type: "string" | "boolean" } } = {},
): ConfigArgs {
  const own = Object.fromEntries([...flags.map(flagName), "config"].map((name) => [name, { type: "string" as const }]));
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { ...own, ...more } });
  const said = Object.fromEntries(Object.entries(values).filter(([name]) => name in own)) as { [flag: string]: string };
  const config = readConfig({ flags: said, environment: process.env, file: said["config"] });
  return { config, positionals, more: values as { [flag: string]: string | boolean | undefined } };
}
