import { configUsage, readConfigArgs } from "./config-args.js";
import { openDatabase } from "./open.js";

/** How `linli operator` is called. */
export const operatorUsage = `linli operator <phone> --name <name>    lets somebody sign in who makes streets
linli operator <phone> --shut out|in    shuts anybody out, signed out everywhere at once; or lets her in again
${configUsage()}`;

/** Runs `linli operator`. Gives the exit code. */
export async function operatorCommand(args: readonly string[]): Promise<number> {
  const { config, positionals, more } = readConfigArgs(args, { name: { type: "string" }, shut: { type: "string" } });
  const [phone] = positionals;
  const { name, shut } = more;
  if (phone === undefined || (typeof name === "string") === (shut === "out" || shut === "in")) {
    console.error(operatorUsage);
    return 2;
  }
  const { admitLogin, shutOut } = await import("@linli/hub/identity");
  const database = await openDatabase(config);
  try {
    if (typeof name === "string") {
      const id = await admitLogin(database, { phone, name, operator: true }, new Date().toISOString());
      console.log(`${name} signs in as an operator with ${phone} (${id}).`);
      return 0;
    }
    const found = await shutOut(database, phone, shut as "out" | "in");
    console.log(
      found ? `${phone} is ${shut === "out" ? "shut out" : "let in again"}.` : `Nobody signs in with ${phone}.`,
    );
    return found ? 0 : 1;
  } finally {
    await database.close();
  }
}
