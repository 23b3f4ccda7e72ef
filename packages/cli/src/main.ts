#!/usr/bin/env node
import { checkCommand, checkUsage } from "./check/check.js";
import { compileCommand, compileUsage } from "./compile/compile-command.js";

const usage = `linli <command> …

  check <dir>                  says what is wrong in a scenarios tree
  compile <dir> --out <dir>    makes types, validators and labels of one

${checkUsage}

${compileUsage}`;

async function run(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  switch (command) {
    case "check":
      return checkCommand(rest, (line) => process.stdout.write(`${line}\n`));
    case "compile":
      return compileCommand(rest);
    case undefined:
    case "help":
    case "--help":
    case "-h":
      process.stdout.write(`${usage}\n`);
      return command === undefined ? 2 : 0;
    default:
      throw new TypeError(`There is no command "${command}". There are check and compile.`);
  }
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`linli: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
