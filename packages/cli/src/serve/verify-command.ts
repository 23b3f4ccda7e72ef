import { verifyChain } from "@linli/hub";
import { configUsage, readConfigArgs } from "./config-args.js";
import { openDatabase, openHub, withoutSignIn } from "./open.js";
import { streetsOf } from "./streets-of.js";

/** How `linli verify` is called. */
export const verifyUsage = `linli verify [<street> …] [--json] [--config linli.json]

Recomputes the chain of events of streets (absent: of all) from its beginning, while hubs go on working. Keep the head that it
prints elsewhere: later it proves that nothing before it was changed. Exit code 1 where a chain does not hold.
  --json  one JSON document a street and line
${configUsage()}`;

/** Runs `linli verify`. Gives the exit code. */
export async function verifyCommand(args: readonly string[]): Promise<number> {
  const { config, positionals, more } = readConfigArgs(args, { json: { type: "boolean" } });
  const database = await openDatabase(config);
  try {
    const { hub } = await openHub(withoutSignIn(config), database, {
      url: "http://here.invalid",
      onError: (error) => console.error(error),
    });
    let broken = 0;
    for (const street of positionals.length > 0 ? positionals : await streetsOf(database)) {
      const report = await verifyChain(hub.engine, { street });
      broken += report.broken.length;
      if (more["json"] === true) console.log(JSON.stringify(report));
      else {
        const how = report.broken.length === 0 ? "holds" : "DOES NOT HOLD";
        console.log(`${street}: ${how}; ${report.events} events, ${report.erased} erased; head ${report.head}`);
        for (const { seq, what } of report.broken) console.log(`  event ${seq}: ${what}`);
      }
    }
    return broken === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}
