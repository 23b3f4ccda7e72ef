#!/usr/bin/env node
const usage = `linli <command> …

  check <folder>                  says what is wrong in a folder of scenarios
  compile <folder> --out <folder> generates types, validators, labels and the bundle for a hub
  diff <before> <after>           says what changed, and whether versions say so
  document <folder> --out <folder> writes a page a scenario, in three languages

  serve                           serves a hub, and where people sign in
  migrate                         brings its data base forward
  seed <file>                     enters a street with its people and things
  verify [<street> …]             recomputes the chain of events
  backup <file>, restore <file>   keeps and brings back all that a data base holds
  operator <phone> …              lets operators sign in, shuts people out

linli <command> --help says more of one.`;

/** A command takes the arguments after its name and gives the exit code. */
interface Command {
  readonly usage: string;
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** Commands by name, each loaded when it is called. */
const commands: { readonly [name: string]: () => Promise<Command> } = {
  check: async () => {
    const { checkCommand, checkUsage } = await import("./check/check.js");
    return { usage: checkUsage, run: checkCommand };
  },
  compile: async () => {
    const { compileCommand, compileUsage } = await import("./compile/compile-command.js");
    return { usage: compileUsage, run: compileCommand };
  },
  diff: async () => {
    const { diffCommand, diffUsage } = await import("./diff/diff-command.js");
    return { usage: diffUsage, run: diffCommand };
  },
  serve: async () => {
    const { serveCommand, serveUsage } = await import("./serve/serve-command.js");
    return { usage: serveUsage, run: serveCommand };
  },
  migrate: async () => {
    const { migrateCommand, migrateUsage } = await import("./serve/migrate-command.js");
    return { usage: migrateUsage, run: migrateCommand };
  },
  seed: async () => {
    const { seedCommand, seedUsage } = await import("./serve/seed-command.js");
    return { usage: seedUsage, run: seedCommand };
  },
  verify: async () => {
    const { verifyCommand, verifyUsage } = await import("./serve/verify-command.js");
    return { usage: verifyUsage, run: verifyCommand };
  },
  backup: async () => {
    const { backupCommand, backupUsage } = await import("./serve/backup-command.js");
    return { usage: backupUsage, run: backupCommand };
  },
  restore: async () => {
    const { restoreCommand, restoreUsage } = await import("./serve/restore-command.js");
    return { usage: restoreUsage, run: restoreCommand };
  },
  operator: async () => {
    const { operatorCommand, operatorUsage } = await import("./serve/operator-command.js");
    return { usage: operatorUsage, run: operatorCommand };
  },
  document: async () => {
    const { documentCommand, documentUsage } = await import("./document/document-command.js");
    return { usage: documentUsage, run: documentCommand };
  },
};

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  const load = name === undefined ? undefined : commands[name];
  if (load === undefined) {
    const asked = name === "help" || name === "--help" || name === "-h";
    if (asked) console.log(usage);
    else console.error(name === undefined ? usage : `There is no command "${name}".\n\n${usage}`);
    return asked ? 0 : 2;
  }
  const command = await load();
  if (rest.includes("--help") || rest.includes("-h")) {
    console.log(command.usage);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    // What the arguments are wrong in, parseArgs says by itself.
    if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) {
      console.error(`${error.message}\n\n${command.usage}`);
      return 2;
    }
    if (error instanceof Error && error.name === "ConfigError") {
      console.error(error.message);
      return 2;
    }
    throw error;
  }
}

process.exitCode = await main(process.argv.slice(2));
